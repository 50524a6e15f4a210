package io.github.yolonas;

/** The number format the network computes in. Boxes and scores are fp32 in any case. */
public enum Precision {
  /** 32-bit floats: exact to the original within its own rounding noise. */
  FP32,
  /** 16-bit floats, on CUDA devices. */
  FP16,
  /** 16-bit brain floats: the range of fp32 with 8 bits of precision. */
  BF16,
  /** 8-bit integers, on the CPU; needs a quantized checkpoint, which {@link Quantizer} makes. */
  INT8,
  /**
   * The fastest whose loss is negligible: {@link #INT8} for a quantized checkpoint on the CPU,
   * {@link #FP16} on CUDA devices, {@link #BF16} where the CPU has instructions for it, else {@link
   * #FP32}. {@link YoloNas#explain} tells what was chosen.
   */
  AUTO
}
