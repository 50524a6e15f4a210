package io.github.yolonas.bench;

import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.Execution;
import io.github.yolonas.model.Shortcut;
import io.github.yolonas.model.TensorExecution;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Computes as a prediction does, and looks at the clock around each layer. On the CPU, where a
 * layer is done when its call returns.
 */
final class LayerClock implements Execution<Tensor> {
  private static final Execution<Tensor> TENSORS = TensorExecution.INSTANCE;

  private final Times times;

  /** Is told what each layer took. */
  interface Times {
    /** Of a convolution, by its leaf's name; or of what has none. */
    void took(String layer, double milliseconds);
  }

  LayerClock(Times times) {
    this.times = times;
  }

  private Tensor timed(String name, Supplier<Tensor> layer) {
    long start = System.nanoTime();
    Tensor result = layer.get();
    times.took(name, (System.nanoTime() - start) / 1e6);
    return result;
  }

  @Override
  public Tensor convolution(ConvolutionLeaf leaf, Tensor input) {
    return timed(leaf.name(), () -> TENSORS.convolution(leaf, input));
  }

  @Override
  public Tensor shortcut(Shortcut leaf, Tensor input, Tensor output) {
    return timed("shortcuts", () -> TENSORS.shortcut(leaf, input, output));
  }

  @Override
  public Tensor concat(List<Tensor> parts) {
    return timed("joining", () -> TENSORS.concat(parts));
  }

  @Override
  public Tensor maxPool(Tensor input, int kernel) {
    return timed("max-pooling", () -> TENSORS.maxPool(input, kernel));
  }

  @Override
  public void release(Tensor value) {
    TENSORS.release(value);
  }

  @Override
  public Tensor scoped(Supplier<Tensor> part) {
    return TENSORS.scoped(part);
  }
}
