package io.github.yolonas.annotate;

import io.github.yolonas.draw.Canvas;
import io.github.yolonas.draw.Region;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Area;
import java.awt.image.BufferedImage;

/**
 * Darkens everything but what was found.
 *
 * @param darkness of the surroundings, 0 (as they are) to 1 (black); default 0.6
 */
public record SpotlightAnnotator(double darkness) implements Annotator {
  private static final double DEFAULT_DARKNESS = 0.6;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code darkness} is out of range
   */
  public SpotlightAnnotator {
    if (!(darkness >= 0 && darkness <= 1)) {
      throw new IllegalArgumentException("darkness: expected 0 to 1, found " + darkness);
    }
  }

  /** Surroundings of four tenths of their light. */
  public SpotlightAnnotator() {
    this(DEFAULT_DARKNESS);
  }

  @Override
  public void annotate(BufferedImage canvas, DetectionPrediction prediction) {
    int width = canvas.getWidth();
    int height = canvas.getHeight();
    Area dark = new Area(new Rectangle(width, height));
    for (Detection detection : prediction) {
      Region.of(detection.box(), 0, width, height).ifPresent(lit -> dark.subtract(new Area(lit)));
    }
    Canvas.draw(
        canvas,
        graphics -> {
          graphics.setColor(new Color(0, 0, 0, (int) Math.round(255 * darkness)));
          graphics.fill(dark);
        });
  }
}
