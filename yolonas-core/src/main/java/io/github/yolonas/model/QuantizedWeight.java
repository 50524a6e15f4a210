package io.github.yolonas.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A weight in 8-bit integers from -127 to 127, with one scale for each output channel and 0 for 0.
 *
 * <p>The greatest weight of a channel is 127 steps. So quantizing is idempotent: integers turned
 * back into floats give the same integers, and the same scales, again.
 *
 * @param integers [out, in / groups, k, k], int8
 * @param scales [out], fp64
 */
public record QuantizedWeight(Tensor integers, Tensor scales) {
  private static final double STEPS = 127;

  /** A channel of zeros has any scale; this one. */
  private static final double LEAST_SCALE = 1e-12;

  /** Rounds a floating point weight; results are in the caller's scope. */
  public static QuantizedWeight of(Tensor weight) {
    Tensor real = weight.to(ScalarType.Double);
    Tensor greatest = real.abs().reshape(real.size(0), -1).amax(new long[] {1}, false);
    Tensor scales = greatest.div(new Scalar(STEPS)).clamp_min_(new Scalar(LEAST_SCALE));
    Tensor integers = real.div(scales.view(-1, 1, 1, 1)).round_().to(ScalarType.Char);
    return new QuantizedWeight(integers, scales);
  }

  /** The real numbers that the integers stand for, fp32. */
  public Tensor dequantize() {
    return integers.to(ScalarType.Double).mul(scales.view(-1, 1, 1, 1)).to(ScalarType.Float);
  }

  /** As LibTorch's own quantized tensor. */
  Tensor packed() {
    Tensor zeros = torch.zeros_like(scales).to(ScalarType.Long);
    return torch.quantize_per_channel(dequantize(), scales, zeros, 0, ScalarType.QInt8);
  }
}
