package io.github.yolonas.train.distill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Learned 1×1 convolutions from the student's channels to the teacher's, one for each level. They
 * begin as identities where the channels are as many, otherwise uniform within ±1/√(channels), as
 * PyTorch does. They have no bias: an offset of a channel makes no difference. It owns its tensors
 * until closed.
 */
final class FeatureProjections implements AutoCloseable {
  private static final int FIRST_LEVEL = 3;

  private final Map<String, Tensor> weights;

  private FeatureProjections(Map<String, Tensor> weights) {
    this.weights = Collections.unmodifiableMap(weights);
  }

  /** For nothing to be projected. */
  static FeatureProjections none() {
    return new FeatureProjections(Map.of());
  }

  /**
   * For these channels by level.
   *
   * @param like a tensor on the device and in the number format to be used
   */
  static FeatureProjections of(
      List<Integer> student, List<Integer> teacher, long seed, Tensor like) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (PointerScope scope = new PointerScope()) {
      for (int level = 0; level < student.size(); level++) {
        double[] values = initial(student.get(level), teacher.get(level), seed + level);
        Tensor host =
            torch.empty(new long[] {values.length}, new TensorOptions(ScalarType.Double), null);
        new DoublePointer(host.data_ptr()).put(values, 0, values.length);
        Tensor weight =
            host.to(like.device(), like.scalar_type())
                .view(teacher.get(level), student.get(level), 1, 1)
                .clone();
        weight.set_requires_grad(true);
        weights.put("projection.p%d.weight".formatted(FIRST_LEVEL + level), weight);
      }
      weights.values().forEach(Tensor::retainReference);
    }
    return new FeatureProjections(weights);
  }

  /** Rows of the teacher's channels, each as long as the student has channels. */
  private static double[] initial(int student, int teacher, long seed) {
    double[] values = new double[student * teacher];
    if (student == teacher) {
      for (int i = 0; i < student; i++) {
        values[i * student + i] = 1;
      }
      return values;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double bound = 1 / Math.sqrt(student);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble(-bound, bound);
    }
    return values;
  }

  /** What is learned, by name. */
  Map<String, Tensor> parameters() {
    return weights;
  }

  /**
   * The student's feature maps with the teacher's channels; recorded for autograd.
   *
   * @param features by level, [N, student's channels, H, W]
   * @return tensors in the caller's scope
   */
  List<Tensor> project(List<Tensor> features) {
    List<Tensor> projected = new ArrayList<>();
    int level = 0;
    for (Tensor weight : weights.values()) {
      Tensor feature = features.get(level++).to(weight.scalar_type());
      projected.add(torch.conv2d(feature, weight));
    }
    return projected;
  }

  @Override
  public void close() {
    weights.values().forEach(Tensor::releaseReference);
  }
}
