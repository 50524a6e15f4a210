package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Binary cross-entropy in which an object's anchors count as much as they overlap it, and the
 * background the less the better it is told. The original: {@code _varifocal_loss}; "VarifocalNet"
 * (Zhang et al., 2021), section 3.2.
 *
 * <pre>weight = score of the assigned class, alpha · p^gamma of every other</pre>
 *
 * <p>The gradient goes through the weight too, as in the original.
 *
 * @param alpha weight of the background; default 0.75
 * @param gamma how much a well told background is played down; default 2
 */
public record VarifocalLoss(double alpha, double gamma) implements ClassificationLoss {

  /** Checks the ranges. */
  public VarifocalLoss {
    if (!(alpha >= 0 && gamma >= 0)) {
      throw new IllegalArgumentException(
          "alpha, gamma: expected 0 or more, found %s, %s".formatted(alpha, gamma));
    }
  }

  /** The published settings. */
  public static VarifocalLoss defaults() {
    return new VarifocalLoss(0.75, 2);
  }

  @Override
  public Tensor sum(Tensor logits, AssignmentResult assigned) {
    long classes = logits.size(2);
    Tensor scores = assigned.denseScores(classes);
    Tensor others = assigned.oneHot(classes).neg().add(new Scalar(1));
    Tensor weight =
        logits.sigmoid().pow(new Scalar(gamma)).mul(others.mul(new Scalar(alpha))).add(scores);
    return weight.mul(ClassificationLoss.crossEntropy(logits, scores)).sum();
  }
}
