package io.github.yolonas.onnx;

import io.github.yolonas.model.ConvolutionLeaf;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Shortcut;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Weights as ONNX stores them: fp32, row-major, on the CPU, where they are read and fused. */
record RowMajorFloats() implements LeafTransform {

  @Override
  public ConvolutionLeaf convolution(ConvolutionLeaf leaf) {
    return leaf.map(RowMajorFloats::convert);
  }

  @Override
  public Shortcut shortcut(Shortcut leaf) {
    return leaf.map(RowMajorFloats::convert);
  }

  private static Tensor convert(Tensor tensor) {
    return tensor.to(ScalarType.Float).contiguous();
  }
}
