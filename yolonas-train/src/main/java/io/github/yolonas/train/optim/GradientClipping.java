package io.github.yolonas.train.optim;

import io.github.yolonas.train.network.TrainableNetwork;
import java.util.Collection;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Shortens the gradient of all parameters together, keeping its direction. */
public final class GradientClipping {
  private static final double EUCLIDEAN = 2;

  private GradientClipping() {}

  /**
   * Shortens the gradient if it is longer than wanted. As PyTorch's {@code clip_grad_norm_}.
   *
   * @param maxNorm above 0
   * @return how long it was; NaN or infinite where a gradient is
   */
  public static double clip(TrainableNetwork network, double maxNorm) {
    return clip(network.parameters().values(), maxNorm);
  }

  /**
   * The same for any parameters, which stay the caller's.
   *
   * @param maxNorm above 0
   * @return how long the gradient was; NaN or infinite where a part of it is
   */
  public static double clip(Collection<Tensor> parameters, double maxNorm) {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException("maxNorm: expected above 0, found " + maxNorm);
    }
    try (PointerScope scope = new PointerScope()) {
      return torch.clip_grad_norm_(
          new TensorVector(parameters.toArray(Tensor[]::new)), maxNorm, EUCLIDEAN, false);
    }
  }
}
