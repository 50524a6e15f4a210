package io.github.yolonas.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How far a predicted distribution is from one that has all its mass in the two whole numbers
 * around the true distance. The original: {@code _df_loss}; "Generalized Focal Loss" (Li et al.,
 * 2020), section 3.2.
 *
 * <pre>loss = (i + 1 - y) · -log p[i]  +  (y - i) · -log p[i + 1],   i = floor(y)</pre>
 */
public final class DistributionFocalLoss {

  private DistributionFocalLoss() {}

  /**
   * The mean loss of the four sides of each box; recorded for autograd.
   *
   * @param logits [boxes, 4, bins]
   * @param distances [boxes, 4], from 0 to below the number of bins less 1
   * @return [boxes] in the caller's scope
   */
  public static Tensor loss(Tensor logits, Tensor distances) {
    Tensor lower = distances.to(ScalarType.Long);
    Tensor upper = lower.add(new Scalar(1));
    Tensor lowerWeight = upper.to(ScalarType.Float).sub(distances);
    Tensor upperWeight = lowerWeight.neg().add(new Scalar(1));
    Tensor logarithms = logits.log_softmax(2);
    Tensor likelihood =
        logarithms
            .gather(2, lower.unsqueeze(2))
            .squeeze(2)
            .mul(lowerWeight)
            .add(logarithms.gather(2, upper.unsqueeze(2)).squeeze(2).mul(upperWeight));
    return likelihood.mean(1).neg();
  }
}
