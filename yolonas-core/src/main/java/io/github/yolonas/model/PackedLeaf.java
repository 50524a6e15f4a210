package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/**
 * A fused convolution whose weights lie in the order in which a kernel of this processor reads
 * them: opaque to everything else. The last form that a leaf takes.
 */
interface PackedLeaf extends ConvolutionLeaf {

  @Override
  default ConvolutionLeaf fuse() {
    return this;
  }

  /** Weights are placed before they are packed. */
  @Override
  default ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    throw new UnsupportedOperationException(name() + ": packed weights are their kernel's alone");
  }

  /** None that anybody could read. */
  @Override
  default List<Tensor> tensors() {
    return List.of();
  }

  @Override
  List<Pointer> owned();

  @Override
  long byteCount();
}
