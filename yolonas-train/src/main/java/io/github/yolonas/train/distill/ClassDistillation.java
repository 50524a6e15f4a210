package io.github.yolonas.train.distill;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How far the student's class scores are from the teacher's. A score of YOLO-NAS tells class and
 * quality in one: it is trained towards the overlap with the object. So each is a yes or no of its
 * own, with the teacher's score as a soft label: a binary cross-entropy, as in "Generalized Focal
 * Loss" (Li et al., 2020), section 3.1, less the teacher's own entropy, which has no gradient, so
 * that it is 0 where both agree. Both are softened by a temperature T ("Distilling the Knowledge in
 * a Neural Network", Hinton et al., 2015, section 2); T² keeps the gradients' size.
 *
 * <pre>
 * loss   = T² · w · (q · log(q / p) + (1 - q) · log((1 - q) / (1 - p)))
 * q, p   = sigmoid(teacher / T), sigmoid(student / T)
 * w      = sigmoid(teacher) + backgroundWeight · sigmoid(student)^backgroundFocus
 * </pre>
 *
 * <p>Nearly all anchors are background; without weights they would drown the few that are not. The
 * weight is that of "VarifocalNet" (Zhang et al., 2021), section 3.2, with the teacher's score in
 * the place of the assigned one: where the teacher sees something it counts as much as that is
 * worth, elsewhere only as far as the student is mistaken. No gradient goes through it.
 *
 * @param temperature above 0
 * @param backgroundWeight 0 or more
 * @param backgroundFocus 0 or more
 */
record ClassDistillation(double temperature, double backgroundWeight, double backgroundFocus) {

  /**
   * How much each score counts; not recorded for autograd.
   *
   * @param student logits of any shape
   * @param teacher logits of the same shape
   */
  Tensor weights(Tensor student, Tensor teacher) {
    try (NoGradGuard guard = new NoGradGuard()) {
      return student
          .sigmoid()
          .pow(new Scalar(backgroundFocus))
          .mul(new Scalar(backgroundWeight))
          .add(teacher.sigmoid());
    }
  }

  /** The weighted sum over all scores; recorded for autograd. Shapes as in {@link #weights}. */
  Tensor sum(Tensor student, Tensor teacher, Tensor weights) {
    Scalar softness = new Scalar(temperature);
    Tensor s = student.div(softness);
    Tensor t = teacher.div(softness);
    Tensor yes = t.sigmoid();
    Tensor no = t.neg().sigmoid();
    Tensor divergence =
        yes.mul(torch.log_sigmoid(t).sub(torch.log_sigmoid(s)))
            .add(no.mul(torch.log_sigmoid(t.neg()).sub(torch.log_sigmoid(s.neg()))));
    return divergence.mul(weights).sum().mul(new Scalar(temperature * temperature));
  }
}
