package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;

/**
 * One object of an image, found or known. Its numbers are finite and its box is not inverted, so
 * that any format can hold it.
 *
 * @param object its class and box; of an object that is known, the confidence is 1
 * @param area in square pixels: of the object's outline where a file tells it, otherwise of its box
 * @param crowd whether it is not to be counted, neither as found nor as missed: a group marked as
 *     one (COCO's {@code iscrowd}), or hard even for people (VOC's {@code difficult})
 */
public record Annotation(Detection object, double area, boolean crowd) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is NaN or infinite, the box is inverted, or the area is
   *     negative
   */
  public Annotation {
    if (!isSound(object)) {
      throw new IllegalArgumentException(object + ": expected finite numbers and x1 ≤ x2, y1 ≤ y2");
    }
    if (!(area >= 0 && area < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(object + ": area: expected 0 or more, found " + area);
    }
  }

  /** An object that counts, with the area of its box. */
  public static Annotation of(Detection object) {
    BoundingBox box = object.box();
    return new Annotation(object, (double) box.width() * box.height(), false);
  }

  private static boolean isSound(Detection object) {
    BoundingBox box = object.box();
    return Float.isFinite(object.confidence())
        && Float.isFinite(box.width())
        && Float.isFinite(box.height())
        && box.width() >= 0
        && box.height() >= 0;
  }
}
