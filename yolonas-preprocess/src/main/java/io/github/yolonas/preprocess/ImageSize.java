package io.github.yolonas.preprocess;

/**
 * The size of an image as it is displayed. Immutable.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 */
public record ImageSize(int width, int height) {
  /**
   * Checks that there is at least one pixel.
   *
   * @param width at least 1
   * @param height at least 1
   */
  public ImageSize {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "image size: expected 1 pixel or more a side, found " + width + "×" + height);
    }
  }

  @Override
  public String toString() {
    return width + "×" + height;
  }
}
