package io.github.yolonas.model;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One convolution in 8-bit integers: u8 activations, s8 weights with a scale per channel, sums in
 * 32 bits, and the result scaled, biased, rectified and rounded back to u8 while it is still in
 * registers.
 *
 * @param packed weight and bias in the order of the processor's kernel, opaque
 * @param byteCount of the packed weight and bias
 */
record QuantizedKernel(
    IValue packed, QuantizationPlan.Scales scales, Activation then, long byteCount) {
  private static final NativeOperator PREPACK = new NativeOperator("quantized::conv2d_prepack", "");
  private static final NativeOperator CONVOLUTION = new NativeOperator("quantized::conv2d", "new");
  private static final NativeOperator CONVOLUTION_RELU =
      new NativeOperator("quantized::conv2d_relu", "new");

  static QuantizedKernel of(
      QuantizedWeight weight,
      Tensor bias,
      int stride,
      int padding,
      int groups,
      Activation then,
      QuantizationPlan.Scales scales) {
    IValue packed =
        new IValue(
            PREPACK.call(
                new IValue(weight.packed()),
                new IValue(bias),
                NativeOperator.ints(stride, stride),
                NativeOperator.ints(padding, padding),
                NativeOperator.ints(1, 1),
                new IValue((long) groups)));
    return new QuantizedKernel(packed, scales, then, weight.integers().numel() + bias.nbytes());
  }

  /** A quantized feature map from one that is quantized, or is to be. */
  Tensor forward(Tensor input) {
    NativeOperator convolution = then == Activation.RELU ? CONVOLUTION_RELU : CONVOLUTION;
    return convolution.tensor(
        new IValue(quantized(input)),
        packed,
        new IValue(scales.output().scale()),
        new IValue((long) scales.output().zeroPoint()));
  }

  private Tensor quantized(Tensor input) {
    return input.is_quantized()
        ? input
        : torch.quantize_per_tensor(
            input, scales.input().scale(), scales.input().zeroPoint(), ScalarType.QUInt8);
  }

  List<Pointer> owned() {
    return List.of(packed);
  }
}
