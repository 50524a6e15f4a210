package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Binary cross-entropy in which what is told well counts little. The original: {@code _focal_loss};
 * "Focal Loss for Dense Object Detection" (Lin et al., 2017), with soft targets.
 *
 * <pre>weight = |p - score|^gamma [· (alpha · score + (1 - alpha) · (1 - score))]</pre>
 *
 * @param alpha balance of objects against background, above 0 to 1; 0 for none. The original takes
 *     0.25 with the ATSS assigner and none with the task-aligned one
 * @param gamma how much the well told is played down; default 2
 */
public record FocalLoss(double alpha, double gamma) implements ClassificationLoss {

  /** Checks the ranges. */
  public FocalLoss {
    if (!(alpha >= 0 && alpha <= 1 && gamma >= 0)) {
      throw new IllegalArgumentException(
          "alpha: expected 0 to 1, gamma: expected 0 or more, found %s, %s"
              .formatted(alpha, gamma));
    }
  }

  /** The original's settings beside an assigner. */
  public static FocalLoss beside(Assigner assigner) {
    return new FocalLoss(assigner instanceof AtssAssigner ? 0.25 : 0, 2);
  }

  @Override
  public Tensor sum(Tensor logits, AssignmentResult assigned) {
    Tensor scores = assigned.denseScores(logits.size(2));
    Tensor weight = logits.sigmoid().sub(scores).abs().pow(new Scalar(gamma));
    if (alpha > 0) {
      // alpha · s + (1 - alpha) · (1 - s)
      weight = weight.mul(scores.mul(new Scalar(2 * alpha - 1)).add(new Scalar(1 - alpha)));
    }
    return weight.mul(ClassificationLoss.crossEntropy(logits, scores)).sum();
  }
}
