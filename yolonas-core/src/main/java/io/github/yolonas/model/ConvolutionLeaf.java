package io.github.yolonas.model;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** A convolution with what follows it: batch norms, branches, activation. */
public interface ConvolutionLeaf extends Leaf, Layer {

  /**
   * Computes on a [N, C, H, W] feature map, which stays the caller's and is not changed.
   *
   * @return a new tensor in the caller's scope
   */
  Tensor forward(Tensor input);

  /** The same function as one convolution with bias and activation; new tensors where needed. */
  ConvolutionLeaf fuse();

  /** The same leaf over mapped weights: another dtype, device or memory layout. */
  ConvolutionLeaf map(UnaryOperator<Tensor> operation);

  /**
   * The same leaf over the same weights, its batch norms by other statistics; itself without any.
   */
  default ConvolutionLeaf normalizedBy(Statistics statistics) {
    return this;
  }

  @Override
  default <V> V forward(V input, Execution<V> on) {
    return on.convolution(this, input);
  }

  @Override
  default Layer transform(LeafTransform transform) {
    return transform.convolution(this);
  }
}
