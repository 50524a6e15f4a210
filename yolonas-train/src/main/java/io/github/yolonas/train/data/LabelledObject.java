package io.github.yolonas.train.data;

import io.github.yolonas.postprocess.BoundingBox;
import java.util.Objects;

/**
 * One object that a model is to learn. Immutable.
 *
 * @param label index of its class, from 0
 * @param box in pixels of its image; it may reach beyond the image
 * @param crowd whether it stands for a group, or is hard even for people: kept for evaluation, not
 *     taught
 */
public record LabelledObject(int label, BoundingBox box, boolean crowd) {
  /** Checks that there is a box, and the label is not negative. */
  public LabelledObject {
    Objects.requireNonNull(box, "box");
    if (label < 0) {
      throw new IllegalArgumentException("label: expected 0 or more, found " + label);
    }
  }

  /** An object that is taught. */
  public static LabelledObject of(int label, BoundingBox box) {
    return new LabelledObject(label, box, false);
  }

  /** The same object elsewhere. */
  public LabelledObject at(BoundingBox place) {
    return new LabelledObject(label, place, crowd);
  }
}
