package io.github.yolonas.model;

import java.util.List;
import java.util.function.Supplier;

/**
 * What happens when the network runs.
 *
 * <p>The topology is written once, over any kind of value: it says which leaf works on which value
 * and when a value is used up. What a value is, the execution decides. With tensors the network
 * computes ({@link TensorExecution}); with tensors that are watched it is calibrated; with the
 * names of values it writes itself down as a graph; with shapes it counts its work.
 *
 * @param <V> a feature map [N, C, H, W], or what stands for one
 */
public interface Execution<V> {

  /** The leaf's convolution with all that belongs to it: bias, batch norms, activation. */
  V convolution(ConvolutionLeaf leaf, V input);

  /**
   * {@code alpha * input + output}.
   *
   * @param output a fresh value, which may be overwritten and returned
   */
  V shortcut(Shortcut leaf, V input, V output);

  /** Feature maps joined along their channels. */
  V concat(List<V> parts);

  /** Max-pooling with stride 1 that keeps height and width. */
  V maxPool(V input, int kernel);

  /** Nobody will use {@code value} again. */
  default void release(V value) {}

  /** Runs a part of the network of which only the result is used afterwards. */
  default V scoped(Supplier<V> part) {
    return part.get();
  }
}
