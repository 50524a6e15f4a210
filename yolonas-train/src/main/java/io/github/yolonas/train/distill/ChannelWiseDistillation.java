package io.github.yolonas.train.distill;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How far the places that the student's feature maps respond to are from those of the teacher's:
 * "Channel-wise Knowledge Distillation for Dense Prediction" (Shu et al., 2021), section 3.2. Each
 * channel is turned into a distribution over its places, so that neither the scale nor the offset
 * of a channel matters, and the background, where the teacher responds little, counts little:
 *
 * <pre>
 * loss = T² · mean over images and channels of sum over places of q · log(q / p)
 * q, p = softmax over places of teacher / T, of student / T
 * </pre>
 *
 * @param temperature above 0
 */
record ChannelWiseDistillation(double temperature) {
  private static final int PLACES = 2;

  /**
   * The mean over images and channels; recorded for autograd.
   *
   * @param student [N, C, H, W]
   * @param teacher of the same shape
   */
  Tensor mean(Tensor student, Tensor teacher) {
    Tensor p = places(student);
    Tensor q = places(teacher);
    Tensor divergence = q.exp().mul(q.sub(p)).sum(PLACES);
    return divergence.mean().mul(new Scalar(temperature * temperature));
  }

  private Tensor places(Tensor features) {
    return features.flatten(PLACES, -1).div(new Scalar(temperature)).log_softmax(PLACES);
  }
}
