package io.github.yolonas.bench;

import io.github.yolonas.model.WatchedExecution;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Computes as a prediction does, and looks at the clock around each layer. On the CPU, where a
 * layer is done when its call returns.
 */
final class LayerClock extends WatchedExecution {
  private final Times times;

  /** Is told what each layer took. */
  interface Times {
    /** Of a convolution, by its leaf's name; or of what has none. */
    void took(String layer, double milliseconds);
  }

  LayerClock(Times times) {
    this.times = times;
  }

  @Override
  protected Tensor layer(String name, Supplier<Tensor> compute) {
    long start = System.nanoTime();
    Tensor result = compute.get();
    times.took(name, (System.nanoTime() - start) / 1e6);
    return result;
  }
}
