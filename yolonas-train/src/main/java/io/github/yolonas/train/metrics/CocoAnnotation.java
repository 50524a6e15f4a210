package io.github.yolonas.train.metrics;

import java.util.Objects;

/**
 * A true object.
 *
 * @param imageId where it is
 * @param categoryId what it is
 * @param box around it, in pixels of the image
 * @param area of the object itself, in square pixels, which decides whether it counts as small,
 *     medium or large; for outlined objects it is less than the box's
 * @param crowd whether the box holds many objects, which nobody has told apart: detections in it
 *     are neither right nor wrong
 */
public record CocoAnnotation(
    long imageId, long categoryId, CocoBox box, double area, boolean crowd) {
  /** Checks that there is a box and that the area is a number. */
  public CocoAnnotation {
    Objects.requireNonNull(box, "box");
    if (!Double.isFinite(area)) {
      throw new IllegalArgumentException("area: expected a finite number, found " + area);
    }
  }

  /**
   * How much a detection overlaps this: intersection over union, but with a crowd over the
   * detection's area alone, for one member of it cannot fill the box.
   */
  public double overlap(CocoBox detection) {
    return crowd ? detection.coverage(box) : detection.iou(box);
  }
}
