package io.github.yolonas.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** A leaf that stays in floating point among quantized ones. */
record Floating(ConvolutionLeaf leaf) implements ConvolutionLeaf {

  /** A feature map in floating point; itself if it is one already. */
  static Tensor of(Tensor x) {
    return x.is_quantized() ? x.dequantize() : x;
  }

  @Override
  public String name() {
    return leaf.name();
  }

  @Override
  public Tensor forward(Tensor input) {
    return Scoped.run(() -> leaf.forward(of(input)));
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
}
