package io.github.yolonas.train.distill;

import io.github.yolonas.model.Scoped;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * The parts of a {@link DistillationLoss}, each a weighted scalar that autograd follows, 0 where
 * its weight is. They belong to a scope.
 *
 * @param classes of the class scores
 * @param boxes of the distributions of box sides
 * @param features of the feature maps
 */
public record DistillationTerms(Tensor classes, Tensor boxes, Tensor features) {
  /** Their sum, in the caller's scope. */
  public Tensor total() {
    return Scoped.run(() -> classes.add(boxes).add(features), List::of);
  }

  List<Tensor> tensors() {
    return List.of(classes, boxes, features);
  }
}
