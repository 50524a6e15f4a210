package io.github.yolonas;

/** The number format the network computes in. Boxes and scores are fp32 in any case. */
public enum Precision {
  /** 32-bit floats: exact to the original within its own rounding noise. */
  FP32,
  /** 16-bit floats, on CUDA devices. */
  FP16,
  /** 16-bit brain floats: the range of fp32 with 8 bits of precision. */
  BF16,
  /** 8-bit integers; needs a quantized checkpoint, which this version cannot read yet. */
  INT8,
  /** Chosen by the library; at present always {@link #FP32}. */
  AUTO
}
