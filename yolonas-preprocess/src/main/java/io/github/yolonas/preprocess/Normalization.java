package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * From 8-bit pixels to the network's numbers, on the pixels' device, bit for bit as the original.
 *
 * <p>The original divides in double and rounds the quotient to float32. Dividing in float32 gives
 * the same wherever one rounding of the quotient equals two; for the 256 pixel values that is
 * simply tried out, and holds for 255. Otherwise the division is done in double here too.
 *
 * <p>The divisor is a tensor on the device, never a number: on CUDA, LibTorch divides by a number
 * by multiplying with its reciprocal, which is off by one bit for some values.
 */
record Normalization(
    @Nullable StandardizeImage standardize, @Nullable NormalizeImage normalize, boolean inFloat) {

  static Normalization of(Pipeline pipeline) {
    StandardizeImage standardize = pipeline.standardize();
    boolean inFloat = standardize == null || floatDivisionIsExact(standardize.maxValue());
    return new Normalization(standardize, pipeline.normalize(), inFloat);
  }

  static boolean floatDivisionIsExact(double maxValue) {
    for (int pixel = 0; pixel < 256; pixel++) {
      if ((float) (pixel / maxValue) != pixel / (float) maxValue) {
        return false;
      }
    }
    return true;
  }

  /** A float32 tensor of the same shape and layout as {@code pixels}, uint8 N×3×H×W. */
  Tensor apply(Tensor pixels, Device device) {
    Tensor x = pixels;
    if (standardize != null) {
      ScalarType type = inFloat ? ScalarType.Float : ScalarType.Double;
      x = x.div(constant(List.of(standardize.maxValue()), type, device));
    }
    x = x.to(ScalarType.Float);
    if (normalize != null) {
      x = x.sub(constant(normalize.mean(), ScalarType.Float, device));
      x.div_(constant(normalize.std(), ScalarType.Float, device));
    }
    return x;
  }

  /**
   * One value for each channel, or for all: shape 1×C×1×1. It is filled in where it will be used: a
   * copy from the host would have to be waited for.
   */
  private static Tensor constant(List<Double> values, ScalarType type, Device device) {
    TensorOptions there = new TensorOptions(type).device(new DeviceOptional(device));
    Tensor constant = torch.empty(new long[] {1, values.size(), 1, 1}, there, null);
    for (int channel = 0; channel < values.size(); channel++) {
      constant.select(1, channel).fill_(new Scalar(values.get(channel)));
    }
    return constant;
  }
}
