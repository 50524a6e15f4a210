package io.github.yolonas.runtime;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Turns what was asked for into what this machine has, or says why it cannot. */
public final class Devices {
  private Devices() {}

  /**
   * The device to run on, never {@code AUTO}.
   *
   * @throws IllegalArgumentException if a CUDA device is asked for that cannot be used
   */
  public static Device resolve(Device asked) {
    return switch (asked.kind()) {
      case CPU -> asked;
      case AUTO -> torch.cuda_is_available() ? Device.cuda(0) : Device.cpu();
      case CUDA -> {
        CudaState.current().require(asked);
        yield asked;
      }
    };
  }

  /**
   * The number format to compute in.
   *
   * @throws IllegalArgumentException if the device cannot compute in it
   */
  public static Precision resolve(Precision asked, Device device, boolean quantized) {
    return switch (asked) {
      case AUTO -> fastest(device, quantized);
      case FP32 -> Precision.FP32;
      case BF16 -> Precision.BF16;
      case FP16 -> {
        if (device.kind() != Device.Kind.CUDA) {
          throw new IllegalArgumentException(
              "precision fp16 needs a CUDA device, found " + device + "; use bf16 or fp32");
        }
        yield Precision.FP16;
      }
      case INT8 -> {
        if (device.kind() != Device.Kind.CPU) {
          throw new IllegalArgumentException(
              "precision int8 runs on the CPU alone, found " + device + "; use fp16 or bf16");
        }
        if (!quantized) {
          throw new IllegalArgumentException(
              "precision int8 needs a quantized checkpoint, found one in floating point;"
                  + " make one with Quantizer, or use fp32 or bf16");
        }
        yield Precision.INT8;
      }
    };
  }

  private static Precision fastest(Device device, boolean quantized) {
    if (device.kind() == Device.Kind.CUDA) {
      return Precision.FP16;
    }
    if (quantized) {
      return Precision.INT8;
    }
    return CpuFeatures.hasBf16() ? Precision.BF16 : Precision.FP32;
  }

  /** What a checkpoint computes in when nothing is asked for: exactly what it says. */
  static Precision own(Device device, boolean quantized) {
    return quantized && device.kind() == Device.Kind.CPU ? Precision.INT8 : Precision.FP32;
  }

  /** LibTorch's name of what a network of a resolved precision reads. */
  public static ScalarType dtype(Precision precision) {
    return switch (precision) {
      case FP32, INT8 -> ScalarType.Float;
      case FP16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case AUTO -> throw new IllegalArgumentException("no dtype of " + precision);
    };
  }
}
