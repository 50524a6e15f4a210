package io.github.yolonas.train.distill;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * How far the student's distributions of box sides are from the teacher's: "Localization
 * Distillation for Dense Object Detection" (Zheng et al., 2022), section 3.2. A side is predicted
 * as a distribution over distances ("Generalized Focal Loss", Li et al., 2020), which also tells
 * how sure the teacher is of an edge; so there is more to learn from than from a box. The relative
 * entropy of both, softened by a temperature T, is averaged over the four sides:
 *
 * <pre>
 * loss = T² · w · mean over sides of sum over bins of q · log(q / p)
 * q, p = softmax(teacher / T), softmax(student / T)
 * </pre>
 *
 * <p>The weight of an anchor is the teacher's highest score there: what it says of boxes where it
 * sees nothing is noise.
 *
 * @param temperature above 0
 */
record LocalizationDistillation(double temperature) {
  private static final int BINS = 2;

  /**
   * The weighted sum over anchors; recorded for autograd.
   *
   * @param student logits [anchors, 4, bins]
   * @param teacher logits of the same shape
   * @param weights [anchors]
   */
  Tensor sum(Tensor student, Tensor teacher, Tensor weights) {
    Scalar softness = new Scalar(temperature);
    Tensor p = student.div(softness).log_softmax(BINS);
    Tensor q = teacher.div(softness).log_softmax(BINS);
    Tensor divergence = q.exp().mul(q.sub(p)).sum(BINS).mean(1);
    return divergence.mul(weights).sum().mul(new Scalar(temperature * temperature));
  }
}
