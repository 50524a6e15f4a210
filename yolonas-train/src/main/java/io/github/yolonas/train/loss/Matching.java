package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Who belongs to whom, once each object has at most one claim on an anchor and each anchor answers
 * at most one object.
 *
 * @param positive [N, objects, anchors] bool: at most one object for each anchor
 */
record Matching(Tensor positive) {

  /**
   * Settles the anchors that several objects claim: such an anchor goes to the object that it
   * overlaps most, even to one that had not claimed it (so does the original's).
   *
   * @param claims [N, objects, anchors] bool
   * @param ious [N, objects, anchors]
   */
  static Matching settle(Tensor claims, Tensor ious) {
    Tensor contested = claims.sum(new long[] {1}, true, null).gt(new Scalar(1));
    Tensor nearest = ious.argmax(new LongOptional(1), true);
    Tensor byOverlap = torch.zeros_like(claims).scatter_(1, nearest, new Scalar(1));
    return new Matching(torch.where(contested, byOverlap, claims));
  }

  /** Marks the chosen anchors of each object. */
  static Tensor chosen(Tensor like, Tensor indices) {
    long[] shape = {indices.size(0), indices.size(1), like.size(2)};
    return torch
        .zeros(shape, like.options().dtype(new ScalarTypeOptional(ScalarType.Bool)))
        .scatter_(2, indices, new Scalar(1));
  }

  /**
   * Labels and boxes of each anchor, with the scores that an assigner gives.
   *
   * @param scores [N, anchors], 0 where nothing is assigned
   * @param background the label of anchors without object
   */
  AssignmentResult result(GroundTruth truth, Tensor scores, long background) {
    Tensor object = positive.to(ScalarType.Byte).argmax(new LongOptional(1), false);
    Tensor assigned = positive.any(1);
    Tensor labels = torch.where(assigned, truth.labels().gather(1, object), new Scalar(background));
    Tensor corners = object.unsqueeze(2).expand(object.size(0), object.size(1), 4);
    return new AssignmentResult(labels, truth.boxes().gather(1, corners), scores);
  }
}
