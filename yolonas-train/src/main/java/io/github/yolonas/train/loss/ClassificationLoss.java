package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** How far the class scores are from those to be learned. Stateless, thread-safe. */
public sealed interface ClassificationLoss permits VarifocalLoss, FocalLoss {

  /**
   * The sum over all anchors and classes; recorded for autograd.
   *
   * @param logits [N, anchors, classes]
   * @param assigned what is to be learned
   * @return a scalar in the caller's scope
   */
  Tensor sum(Tensor logits, AssignmentResult assigned);

  /** Binary cross-entropy of each logit. */
  static Tensor crossEntropy(Tensor logits, Tensor targets) {
    return torch.binary_cross_entropy_with_logits(
        logits, targets, new TensorOptional(), new TensorOptional(), 0);
  }
}
