package io.github.yolonas.train.distill;

import io.github.yolonas.train.loss.Predictions;
import io.github.yolonas.train.network.NetworkOutput;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * How far what a student says is from what its teacher says. All tensors are the caller's scope's.
 *
 * @param options what counts how much
 * @param projections of the student's feature maps to the teacher's channels
 */
record Comparison(DistillationOptions options, FeatureProjections projections) {
  private static final int CLASSES = 2;
  private static final int SIDES = 4;

  /**
   * Compares.
   *
   * @throws IllegalArgumentException if the predictions differ in shape
   */
  DistillationTerms of(NetworkOutput student, NetworkOutput taught) {
    Predictions s = student.predictions();
    Predictions t = taught.predictions();
    requireSameShape("class logits", t.clsLogits(), s.clsLogits());
    requireSameShape("distributions", t.regDistri(), s.regDistri());
    Tensor scores = t.clsLogits().sigmoid().amax(new long[] {CLASSES}, false).flatten();
    Tensor chosen = scores.ge(new Scalar(options.leastScore())).nonzero().squeeze(1);
    Tensor weights = scores.index_select(0, chosen);
    Tensor scale = weights.sum().clamp_min(new Scalar(1));
    return new DistillationTerms(
        weighted(options.classWeight(), scale, () -> classes(s.clsLogits(), t.clsLogits())),
        weighted(
            options.boxWeight(),
            scale,
            () ->
                new LocalizationDistillation(options.boxTemperature())
                    .sum(sides(s.regDistri(), chosen), sides(t.regDistri(), chosen), weights)),
        weighted(
            options.featureWeight(),
            torch.ones_like(scale),
            () -> features(student.features(), taught.features())));
  }

  private static void requireSameShape(String what, Tensor teacher, Tensor student) {
    String expected = Arrays.toString(teacher.shape());
    String found = Arrays.toString(student.shape());
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "student: expected %s of shape %s as the teacher's, found %s"
              .formatted(what, expected, found));
    }
  }

  /** What weighs nothing is not computed. */
  private static Tensor weighted(double weight, Tensor scale, Supplier<Tensor> sum) {
    return weight == 0 ? torch.zeros_like(scale) : sum.get().mul(new Scalar(weight)).div(scale);
  }

  private Tensor classes(Tensor student, Tensor teacher) {
    ClassDistillation distillation =
        new ClassDistillation(
            options.classTemperature(), options.backgroundWeight(), options.backgroundFocus());
    return distillation.sum(student, teacher, distillation.weights(student, teacher));
  }

  /** Of the chosen anchors, [anchors, 4, bins]. */
  private static Tensor sides(Tensor distributions, Tensor chosen) {
    long row = distributions.size(2);
    return distributions.reshape(-1, row).index_select(0, chosen).view(-1, SIDES, row / SIDES);
  }

  /** The mean over levels. */
  private Tensor features(List<Tensor> student, List<Tensor> teacher) {
    ChannelWiseDistillation distillation =
        new ChannelWiseDistillation(options.featureTemperature());
    List<Tensor> projected = projections.project(student);
    Tensor sum = distillation.mean(projected.get(0), floating(teacher.get(0), projected.get(0)));
    for (int i = 1; i < projected.size(); i++) {
      Tensor goal = floating(teacher.get(i), projected.get(i));
      sum = sum.add(distillation.mean(projected.get(i), goal));
    }
    return sum.div(new Scalar((double) projected.size()));
  }

  /** In the other's number format: a pass in bf16 leaves features in it. */
  private static Tensor floating(Tensor features, Tensor like) {
    return features.to(like.scalar_type());
  }
}
