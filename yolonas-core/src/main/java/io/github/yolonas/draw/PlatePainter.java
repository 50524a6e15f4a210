package io.github.yolonas.draw;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Paints plates with texts beside boxes, the most confident on top and in the best place.
 *
 * @param thickness of the boxes' lines, which plates stand on; empty if it scales with the image
 * @param name the text of each, cut where it is too long; without any there is no plate
 * @param score what follows it and is never cut, or an empty text
 * @param color of each plate; the text is black or white, whichever is easier to read
 */
public record PlatePainter(
    OptionalInt thickness,
    Function<? super Detection, String> name,
    Function<? super Detection, String> score,
    Function<? super Detection, Color> color) {

  /**
   * Paints on {@code canvas} beside boxes given in its pixels.
   *
   * @throws IllegalStateException if there is something to write and the JVM finds no font
   */
  public void paint(BufferedImage canvas, DetectionPrediction prediction) {
    Scale scale = Scale.of(canvas.getWidth(), canvas.getHeight(), thickness);
    List<Framed> bestFirst = Framed.of(prediction, canvas, scale);
    if (!bestFirst.isEmpty()) {
      Canvas.draw(canvas, graphics -> paint(graphics, bestFirst, scale, canvas));
    }
  }

  private void paint(
      Graphics2D graphics, List<Framed> bestFirst, Scale scale, BufferedImage canvas) {
    Typesetter typesetter = new Typesetter(scale, graphics.getFontRenderContext());
    PlateLayout layout = new PlateLayout(canvas.getWidth(), canvas.getHeight());
    List<Plate> plates = new ArrayList<>();
    for (Framed framed : bestFirst) {
      Detection detection = framed.detection();
      Rectangle frame = framed.frame().outer();
      int widest = scale.widestPlate(canvas.getWidth(), frame.width);
      typesetter
          .label(name.apply(detection), score.apply(detection), widest)
          .filter(label -> label.height() <= canvas.getHeight())
          .map(label -> plate(label, layout, frame, color.apply(detection)))
          .ifPresent(plates::add);
    }
    Collections.reverse(plates);
    plates.forEach(plate -> plate.label().draw(graphics, plate.place(), plate.color()));
  }

  private static Plate plate(Label label, PlateLayout layout, Rectangle frame, Color color) {
    return new Plate(label, layout.place(frame, label.width(), label.height()), color);
  }

  private record Plate(Label label, Rectangle place, Color color) {}
}
