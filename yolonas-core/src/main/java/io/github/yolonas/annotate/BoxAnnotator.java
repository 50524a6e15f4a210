package io.github.yolonas.annotate;

import io.github.yolonas.draw.FramePainter;
import io.github.yolonas.draw.Palette;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Draws the frames of boxes, the most confident on top.
 *
 * @param thickness width of the lines in pixels, 1 or more; empty to scale it with the picture
 * @param color of each box; by default that of its class, the same in every run
 */
public record BoxAnnotator(OptionalInt thickness, Function<? super Detection, Color> color)
    implements Annotator {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code thickness} is less than 1
   */
  public BoxAnnotator {
    if (thickness.isPresent() && thickness.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "thickness: expected at least 1 pixel, found " + thickness.getAsInt());
    }
  }

  /** Lines that scale with the picture, in the colours of the classes. */
  public BoxAnnotator() {
    this(OptionalInt.empty(), detection -> Palette.of(detection.label()));
  }

  /** The same, with lines of a fixed width in pixels. */
  public BoxAnnotator withThickness(int pixels) {
    return new BoxAnnotator(OptionalInt.of(pixels), color);
  }

  /** The same, in other colours. */
  public BoxAnnotator withColor(Function<? super Detection, Color> colors) {
    return new BoxAnnotator(thickness, colors);
  }

  @Override
  public void annotate(BufferedImage canvas, DetectionPrediction prediction) {
    new FramePainter(thickness, color).paint(canvas, prediction);
  }
}
