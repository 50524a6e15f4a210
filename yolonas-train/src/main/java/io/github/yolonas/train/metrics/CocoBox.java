package io.github.yolonas.train.metrics;

/**
 * A box as COCO writes it, in pixels and in double precision, as its evaluation computes.
 *
 * @param x left edge
 * @param y top edge
 * @param width horizontal extent; a box of negative extent overlaps nothing
 * @param height vertical extent
 */
public record CocoBox(double x, double y, double width, double height) {
  /**
   * Checks that all four are finite.
   *
   * @throws IllegalArgumentException if one is not
   */
  public CocoBox {
    finite("x", x);
    finite("y", y);
    finite("width", width);
    finite("height", height);
  }

  private static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": expected a finite number, found " + value);
    }
  }

  /** Width times height, in square pixels. */
  public double area() {
    return width * height;
  }

  /** Intersection over union, 0 to 1. */
  public double iou(CocoBox other) {
    double shared = intersection(other);
    return shared == 0 ? 0 : shared / (area() + other.area() - shared);
  }

  /** How much of this box lies in another: intersection over this box's own area, 0 to 1. */
  public double coverage(CocoBox other) {
    double shared = intersection(other);
    return shared == 0 ? 0 : shared / area();
  }

  private double intersection(CocoBox other) {
    double w = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
    double h = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }
}
