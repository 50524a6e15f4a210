package io.github.yolonas.video.track;

/**
 * A place in an image, in pixels.
 *
 * @param x from the left edge
 * @param y from the top edge, downwards
 */
public record Point(double x, double y) {
  /** Checks that both are numbers. */
  public Point {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "point: expected finite coordinates, found (%s, %s)".formatted(x, y));
    }
  }
}
