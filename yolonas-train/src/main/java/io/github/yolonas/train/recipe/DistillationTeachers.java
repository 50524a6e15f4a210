package io.github.yolonas.train.recipe;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.train.distill.DistillationLoss;
import io.github.yolonas.train.distill.DistillationOptions;
import io.github.yolonas.train.loss.TargetBatch;
import io.github.yolonas.train.network.NetworkOptions;
import io.github.yolonas.train.network.NetworkOutput;
import io.github.yolonas.train.network.ParameterType;
import io.github.yolonas.train.network.TrainableNetwork;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Teachers whose lessons are {@link DistillationLoss}. Of a recipe's weights {@code class}, {@code
 * box} and {@code feature} one that is not named is 0.
 */
final class DistillationTeachers implements TeacherSource {
  private static final String CLASS = "class";
  private static final String BOX = "box";
  private static final String FEATURE = "feature";
  private static final Set<String> NAMES = new TreeSet<>(Set.of(CLASS, BOX, FEATURE));

  @Override
  public Lesson open(Distillation distillation, TrainableNetwork student) {
    DistillationOptions options = options(distillation.weights());
    NetworkOptions alike =
        NetworkOptions.builder()
            .device(student.device())
            .parameterType(
                student.scalarType() == ScalarType.Double ? ParameterType.FP64 : ParameterType.FP32)
            .build();
    try (Checkpoint checkpoint = Checkpoint.open(distillation.teacher());
        TrainableNetwork teacher = TrainableNetwork.load(checkpoint, alike)) {
      return new Distilled(DistillationLoss.of(teacher, student, options));
    }
  }

  @Override
  public void check(Distillation distillation) {
    options(distillation.weights());
  }

  static DistillationOptions options(Map<String, Double> weights) {
    for (String name : weights.keySet()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "distillation.weights: expected some of %s, found '%s'".formatted(NAMES, name));
      }
    }
    return DistillationOptions.builder()
        .classWeight(weights.getOrDefault(CLASS, 0.0))
        .boxWeight(weights.getOrDefault(BOX, 0.0))
        .featureWeight(weights.getOrDefault(FEATURE, 0.0))
        .build();
  }

  /** A loss with its teacher. */
  private record Distilled(DistillationLoss loss) implements Lesson {
    @Override
    public Tensor compute(Tensor images, NetworkOutput student, TargetBatch targets) {
      return loss.compute(images, student, targets);
    }

    @Override
    public Map<String, Tensor> parameters() {
      return loss.parameters();
    }

    @Override
    public String description() {
      return loss.description();
    }

    @Override
    public void close() {
      loss.close();
    }
  }
}
