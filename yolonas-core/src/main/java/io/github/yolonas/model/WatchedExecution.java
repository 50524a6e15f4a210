package io.github.yolonas.model;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Computes and frees as {@link TensorExecution} does, while a subclass looks at each layer. */
public abstract class WatchedExecution implements Execution<Tensor> {
  private static final TensorExecution TENSORS = TensorExecution.INSTANCE;

  /**
   * Runs one layer.
   *
   * @param name a convolution's own; of the others {@code shortcuts}, {@code joining} or {@code
   *     max-pooling}
   * @param compute to be called once
   * @return what it computed
   */
  protected Tensor layer(String name, Supplier<Tensor> compute) {
    return compute.get();
  }

  @Override
  public Tensor convolution(ConvolutionLeaf leaf, Tensor input) {
    return layer(leaf.name(), () -> TENSORS.convolution(leaf, input));
  }

  @Override
  public Tensor shortcut(Shortcut leaf, Tensor input, Tensor output) {
    return layer("shortcuts", () -> TENSORS.shortcut(leaf, input, output));
  }

  @Override
  public Tensor concat(List<Tensor> parts) {
    return layer("joining", () -> TENSORS.concat(parts));
  }

  @Override
  public Tensor maxPool(Tensor input, int kernel) {
    return layer("max-pooling", () -> TENSORS.maxPool(input, kernel));
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
