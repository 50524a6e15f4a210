package io.github.yolonas.annotate;

import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.image.BufferedImage;

/**
 * Blurs what was found, nearly as a Gaussian does; the surroundings stay sharp and do not show
 * inside. The blur grows with the box, so that near and far objects are equally hard to recognise.
 *
 * <p>A blur is kind to the eye rather than safe: much of a lightly blurred text can be computed
 * back. Where that matters, {@link PixelateAnnotator} with few cells leaves less.
 *
 * @param strength standard deviation as a fraction of a box's longer side, above 0 to 1; default
 *     0.1
 */
public record BlurAnnotator(double strength) implements Annotator {
  private static final double DEFAULT_STRENGTH = 0.1;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if {@code strength} is out of range
   */
  public BlurAnnotator {
    if (!(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "strength: expected above 0 and up to 1, found " + strength);
    }
  }

  /** A blur of a tenth of the longer side. */
  public BlurAnnotator() {
    this(DEFAULT_STRENGTH);
  }

  @Override
  public void annotate(BufferedImage canvas, DetectionPrediction prediction) {
    PixelBlock.change(
        canvas,
        prediction,
        block -> BoxBlur.ofDeviation(strength * block.longerSide()).blur(block));
  }
}
