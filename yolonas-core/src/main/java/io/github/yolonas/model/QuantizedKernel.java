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
 * @param convolution awaits the quantized feature map
 * @param input how a feature map in floating point is quantized first
 * @param byteCount of the packed weight and bias
 */
record QuantizedKernel(BoundOperator convolution, QuantizationParameters input, long byteCount) {
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
        PREPACK.call(
            new IValue(weight.packed()),
            new IValue(bias),
            NativeOperator.ints(stride, stride),
            NativeOperator.ints(padding, padding),
            NativeOperator.ints(1, 1),
            new IValue((long) groups));
    BoundOperator convolution =
        BoundOperator.behind(
            1,
            then == Activation.RELU ? CONVOLUTION_RELU : CONVOLUTION,
            packed,
            new IValue(scales.output().scale()),
            new IValue((long) scales.output().zeroPoint()));
    return new QuantizedKernel(
        convolution, scales.input(), weight.integers().numel() + bias.nbytes());
  }

  /** A quantized feature map from one that is quantized, or is to be. */
  Tensor forward(Tensor x) {
    return convolution.on(x.is_quantized() ? x : quantized(x));
  }

  private Tensor quantized(Tensor x) {
    return torch.quantize_per_tensor(x, input.scale(), input.zeroPoint(), ScalarType.QUInt8);
  }

  List<Pointer> owned() {
    return convolution.owned();
  }
}
