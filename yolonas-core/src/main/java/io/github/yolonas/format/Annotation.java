package io.github.yolonas.format;

import io.github.yolonas.postprocess.Detection;

/**
 * One object of an image, found or known.
 *
 * @param object its class and box; of an object that is known, the confidence is 1
 * @param area in square pixels: of the object's outline where a file tells it, otherwise of its box
 * @param crowd whether it is not to be counted, neither as found nor as missed: a group marked as
 *     one (COCO's {@code iscrowd}), or hard even for people (VOC's {@code difficult})
 */
public record Annotation(Detection object, double area, boolean crowd) {
  /**
   * Checks the area.
   *
   * @throws IllegalArgumentException if it is negative or no number
   */
  public Annotation {
    if (!(area >= 0 && area < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(object + ": area: expected 0 or more, found " + area);
    }
  }

  /** An object that counts, with the area of its box. */
  public static Annotation of(Detection object) {
    return new Annotation(object, object.box().area(), false);
  }
}
