package io.github.yolonas.train.network;

import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.TensorSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network that has learned nothing yet, as PyTorch and the original begin: convolutions uniform
 * within ±1/√(inputs of a unit), batch norms that change nothing, shortcuts of scale 1, and class
 * biases by which everything is taken for a class with probability 0.01 (Lin et al., "Focal Loss
 * for Dense Object Detection", 2017, section 4.1).
 *
 * <p>The same seed gives the same weights, whatever else the network has.
 */
final class InitialWeights implements TensorSource {
  private static final double PRIOR = 0.01;

  private final Map<String, long[]> shapes;
  private final long seed;

  InitialWeights(Architecture architecture, long seed) {
    shapes = StateShapes.of(architecture);
    this.seed = seed;
  }

  @Override
  public String name() {
    return "a new network";
  }

  @Override
  public Set<String> keys() {
    return shapes.keySet();
  }

  @Override
  public long[] shape(String key) {
    return Objects.requireNonNull(shapes.get(key), key).clone();
  }

  @Override
  public Tensor read(String key) {
    if (ParameterNames.isCounter(key)) {
      return torch.zeros(shape(key)).to(ScalarType.Long);
    }
    if (key.endsWith("bn.weight") || key.endsWith(".running_var") || key.endsWith(".alpha")) {
      return torch.ones(shape(key));
    }
    if (key.endsWith("bn.bias") || key.endsWith(".running_mean")) {
      return torch.zeros(shape(key));
    }
    if (key.endsWith(".cls_pred.bias")) {
      return torch.full(shape(key), new Scalar(-Math.log((1 - PRIOR) / PRIOR)));
    }
    return drawn(key);
  }

  private Tensor drawn(String key) {
    double bound = 1 / Math.sqrt(inputs(key));
    SplittableRandom random = new SplittableRandom(31 * seed + key.hashCode());
    Tensor drawn = torch.empty(shape(key));
    float[] values = new float[(int) drawn.numel()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
    new FloatPointer(drawn.data_ptr()).put(values, 0, values.length);
    return drawn;
  }

  /** How many inputs a unit has, for PyTorch all sizes but the first; a bias has its weight's. */
  private double inputs(String key) {
    String weight = key.endsWith(".bias") ? key.replaceAll("bias$", "weight") : key;
    return Arrays.stream(shape(weight)).skip(1).reduce(1, (a, b) -> a * b);
  }
}
