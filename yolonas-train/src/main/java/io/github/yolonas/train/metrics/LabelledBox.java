package io.github.yolonas.train.metrics;

import io.github.yolonas.postprocess.BoundingBox;
import java.util.Objects;

/**
 * A true object as a model is taught it.
 *
 * @param label the class, an index
 * @param box in the same pixels as the detections that it is compared with
 */
public record LabelledBox(int label, BoundingBox box) {
  /** Checks that there is a box. */
  public LabelledBox {
    Objects.requireNonNull(box, "box");
  }
}
