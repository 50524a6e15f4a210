package io.github.yolonas.draw;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Paints the frames of boxes, the most confident on top.
 *
 * @param thickness width of the lines in pixels; empty to scale it with the image
 * @param color of each frame
 */
public record FramePainter(OptionalInt thickness, Function<? super Detection, Color> color) {
  private static final Color SHADE = new Color(0, 0, 0, 80);

  /** Paints on {@code canvas} boxes given in its pixels. */
  public void paint(BufferedImage canvas, DetectionPrediction prediction) {
    Scale scale = Scale.of(canvas.getWidth(), canvas.getHeight(), thickness);
    List<Framed> bestFirst = Framed.of(prediction, canvas, scale);
    Canvas.draw(canvas, graphics -> paint(graphics, bestFirst, scale.shade()));
  }

  private void paint(Graphics2D graphics, List<Framed> bestFirst, int shade) {
    for (int i = bestFirst.size() - 1; i >= 0; i--) {
      Frame frame = bestFirst.get(i).frame();
      graphics.setColor(SHADE);
      frame.grown(shade).fill(graphics);
      graphics.setColor(color.apply(bestFirst.get(i).detection()));
      frame.fill(graphics);
    }
  }
}
