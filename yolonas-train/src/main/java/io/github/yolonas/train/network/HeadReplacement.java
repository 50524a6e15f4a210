package io.github.yolonas.train.network;

import io.github.yolonas.model.TensorSource;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A checkpoint with another number of classes: the class predictions of all heads are drawn from
 * the normal distribution that has the mean and deviation of those they replace; everything else,
 * the prediction of boxes included, is the checkpoint's. The original: {@code replace_head}.
 *
 * <p>The same seed gives the same weights.
 */
final class HeadReplacement implements TensorSource {
  private static final String WEIGHT = ".cls_pred.weight";
  private static final String BIAS = ".cls_pred.bias";

  private final TensorSource source;
  private final int numClasses;
  private final long seed;

  HeadReplacement(TensorSource source, int numClasses, long seed) {
    this.source = source;
    this.numClasses = numClasses;
    this.seed = seed;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Set<String> keys() {
    return source.keys();
  }

  @Override
  public long[] shape(String key) {
    long[] shape = source.shape(key);
    if (replaced(key)) {
      shape[0] = numClasses;
    }
    return shape;
  }

  @Override
  public Tensor read(String key) {
    Tensor stored = source.read(key);
    return replaced(key) ? drawn(key, stored.to(ScalarType.Float)) : stored;
  }

  private static boolean replaced(String key) {
    return key.endsWith(WEIGHT) || key.endsWith(BIAS);
  }

  private Tensor drawn(String key, Tensor replaced) {
    double mean = replaced.mean().item_float();
    double deviation = replaced.numel() > 1 ? replaced.std(true).item_float() : 0;
    Tensor drawn = torch.empty(shape(key));
    Random random = new Random(seed ^ key.hashCode());
    float[] values = new float[(int) drawn.numel()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    new FloatPointer(drawn.data_ptr()).put(values, 0, values.length);
    return drawn;
  }
}
