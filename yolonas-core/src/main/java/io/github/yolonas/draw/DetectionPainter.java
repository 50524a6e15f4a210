package io.github.yolonas.draw;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.AWTError;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Paints detections on an image: frames first, then plates, so that no line crosses a text. */
public final class DetectionPainter {
  private static final Color SHADE = new Color(0, 0, 0, 80);

  private final DrawOptions options;

  /**
   * A painter with these options.
   *
   * @param options how to draw
   * @param classNames the model's
   * @throws IllegalArgumentException if the options name a class that is not among them
   */
  public DetectionPainter(DrawOptions options, List<String> classNames) {
    for (String name : new TreeSet<>(options.classes())) {
      if (!classNames.contains(name)) {
        throw new IllegalArgumentException(
            "classes: the model knows no '%s'; expected some of %s".formatted(name, classNames));
      }
    }
    this.options = options;
  }

  /**
   * Paints on {@code canvas}, the most confident detection on top.
   *
   * @param canvas the image, which is changed
   * @param prediction boxes in its pixels
   * @throws IllegalStateException if labels are wanted and the JVM finds no font
   */
  public void paint(BufferedImage canvas, DetectionPrediction prediction) {
    int width = canvas.getWidth();
    int height = canvas.getHeight();
    Scale scale = Scale.of(width, height, options.boxThickness());
    List<Framed> bestFirst = new ArrayList<>();
    for (Detection detection : prediction) {
      if (options.classes().isEmpty() || options.classes().contains(detection.className())) {
        Frame.of(detection.box(), scale.thickness(), width, height)
            .ifPresent(frame -> bestFirst.add(new Framed(detection, frame)));
      }
    }
    Graphics2D graphics = graphics(canvas);
    try {
      paintFrames(graphics, bestFirst, scale.shade());
      if (options.showLabels() && !bestFirst.isEmpty()) {
        paintPlates(graphics, bestFirst, scale, width, height);
      }
    } finally {
      graphics.dispose();
    }
  }

  private void paintFrames(Graphics2D graphics, List<Framed> bestFirst, int shade) {
    for (int i = bestFirst.size() - 1; i >= 0; i--) {
      Frame frame = bestFirst.get(i).frame();
      graphics.setColor(SHADE);
      frame.grown(shade).fill(graphics);
      graphics.setColor(color(bestFirst.get(i).detection()));
      frame.fill(graphics);
    }
  }

  private void paintPlates(
      Graphics2D graphics, List<Framed> bestFirst, Scale scale, int width, int height) {
    Typesetter typesetter = new Typesetter(scale, graphics.getFontRenderContext());
    PlateLayout layout = new PlateLayout(width, height);
    List<Plate> plates = new ArrayList<>();
    for (Framed framed : bestFirst) {
      Rectangle frame = framed.frame().outer();
      label(framed.detection(), typesetter, scale.widestPlate(width, frame.width))
          .filter(label -> label.height() <= height)
          .ifPresent(
              label ->
                  plates.add(
                      new Plate(
                          label,
                          layout.place(frame, label.width(), label.height()),
                          color(framed.detection()))));
    }
    Collections.reverse(plates);
    plates.forEach(plate -> plate.label().draw(graphics, plate.place(), plate.color()));
  }

  private Optional<Label> label(Detection detection, Typesetter typesetter, int widest) {
    String score =
        options.showConfidence() ? String.format(Locale.ROOT, "%.2f", detection.confidence()) : "";
    return typesetter.label(detection.className(), score, widest);
  }

  private Color color(Detection detection) {
    Color chosen = options.colors().get(detection.className());
    return chosen == null ? Palette.of(detection.label()) : chosen;
  }

  private static Graphics2D graphics(BufferedImage canvas) {
    Graphics2D graphics;
    try {
      graphics = canvas.createGraphics();
    } catch (AWTError | LinkageError e) {
      throw new IllegalStateException(
          "Java2D cannot start; where no screen is, run java with -Djava.awt.headless=true", e);
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return graphics;
  }

  private record Framed(Detection detection, Frame frame) {}

  private record Plate(Label label, Rectangle place, Color color) {}
}
