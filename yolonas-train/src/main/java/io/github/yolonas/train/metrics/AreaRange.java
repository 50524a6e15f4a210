package io.github.yolonas.train.metrics;

/** How large an object is, by its area in square pixels; COCO's ranges. */
public enum AreaRange {
  /** Whatever its size. */
  ALL(0, 1e5 * 1e5),

  /** Up to 32 × 32. */
  SMALL(0, 32 * 32),

  /** From 32 × 32 to 96 × 96. */
  MEDIUM(32 * 32, 96 * 96),

  /** From 96 × 96. */
  LARGE(96 * 96, 1e5 * 1e5);

  private final double least;
  private final double most;

  AreaRange(double least, double most) {
    this.least = least;
    this.most = most;
  }

  /** Whether an area is in this range. The bounds belong to both sides, as in pycocotools. */
  public boolean contains(double area) {
    return !(area < least || area > most);
  }
}
