package io.github.yolonas.postprocess;

/**
 * The size of an image, in the order of the original's {@code image_shape}.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 */
public record ImageShape(int height, int width) {
  /** Checks that there is an image. */
  public ImageShape {
    Ranges.atLeast("height", 1, height);
    Ranges.atLeast("width", 1, width);
  }
}
