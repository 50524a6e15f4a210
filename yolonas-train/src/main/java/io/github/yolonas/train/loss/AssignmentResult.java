package io.github.yolonas.train.loss;

import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Which object each anchor shall find. The original's scores have a place for each class, of which
 * all but the assigned one are 0; here is that one alone.
 *
 * @param labels [N, anchors] int64: the object's class; the number of classes means background
 * @param boxes [N, anchors, 4] in the targets' dtype: the object's x1, y1, x2, y2 in pixels;
 *     without meaning for background
 * @param scores [N, anchors]: the score to be predicted for that class; 0 for background
 */
public record AssignmentResult(Tensor labels, Tensor boxes, Tensor scores) {

  /** Nothing to see anywhere. */
  static AssignmentResult background(Candidates candidates, ScalarType boxes, ScalarType scores) {
    Tensor like = candidates.scores();
    long[] anchors = {like.size(0), like.size(1)};
    long[] corners = {like.size(0), like.size(1), 4};
    return new AssignmentResult(
        torch.full(
            anchors,
            new Scalar(like.size(2)),
            like.options().dtype(new ScalarTypeOptional(ScalarType.Long))),
        torch.zeros(corners, like.options().dtype(new ScalarTypeOptional(boxes))),
        torch.zeros(anchors, like.options().dtype(new ScalarTypeOptional(scores))));
  }

  /** Images assigned one by one, as a batch. */
  static AssignmentResult concat(List<AssignmentResult> images) {
    return new AssignmentResult(
        concat(images, AssignmentResult::labels),
        concat(images, AssignmentResult::boxes),
        concat(images, AssignmentResult::scores));
  }

  private static Tensor concat(
      List<AssignmentResult> images, Function<AssignmentResult, Tensor> part) {
    return torch.cat(new TensorVector(images.stream().map(part).toArray(Tensor[]::new)), 0);
  }

  /** 1 at each anchor's class and 0 elsewhere, [N, anchors, classes], in the scores' dtype. */
  Tensor oneHot(long classes) {
    return spread(torch.ones_like(scores), classes);
  }

  /** The scores at each anchor's class and 0 elsewhere, [N, anchors, classes]. */
  Tensor denseScores(long classes) {
    return spread(scores, classes);
  }

  /** Background goes to a class of its own, which is then left out. */
  private Tensor spread(Tensor values, long classes) {
    long[] shape = {labels.size(0), labels.size(1), classes + 1};
    Tensor dense = torch.zeros(shape, values.options());
    dense.scatter_(2, labels.unsqueeze(2), values.unsqueeze(2));
    return dense.narrow(2, 0, classes);
  }

  List<Tensor> tensors() {
    return List.of(labels, boxes, scores);
  }
}
