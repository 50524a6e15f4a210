package io.github.yolonas.model;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** A convolution with what follows it: batch norms, branches, activation. */
public interface ConvolutionLeaf extends Leaf, Layer {

  /** The same function as one convolution with bias and activation; new tensors where needed. */
  ConvolutionLeaf fuse();

  /** The same leaf over mapped weights: another dtype, device or memory layout. */
  ConvolutionLeaf map(UnaryOperator<Tensor> operation);

  @Override
  default Layer transform(LeafTransform transform) {
    return transform.convolution(this);
  }
}
