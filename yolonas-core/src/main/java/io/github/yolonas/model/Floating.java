package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** A leaf that stays in floating point among quantized ones. */
record Floating(ConvolutionLeaf leaf) implements ConvolutionLeaf {

  @Override
  public String name() {
    return leaf.name();
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(() -> leaf.forward(TensorExecution.INSTANCE.floating(input)));
  }

  @Override
  public ConvolutionLeaf fuse() {
    return new Floating(leaf.fuse());
  }

  @Override
  public ConvolutionLeaf map(UnaryOperator<Tensor> operation) {
    return new Floating(leaf.map(operation));
  }

  @Override
  public List<Tensor> tensors() {
    return leaf.tensors();
  }

  @Override
  public List<Pointer> owned() {
    return leaf.owned();
  }

  @Override
  public long byteCount() {
    return leaf.byteCount();
  }
}
