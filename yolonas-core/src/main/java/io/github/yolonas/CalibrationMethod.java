package io.github.yolonas;

/** How the range of an activation, which 8-bit integers shall cover, is chosen from what it was. */
public enum CalibrationMethod {
  /** From the least to the greatest value ever seen: nothing is cut off, outliers cost steps. */
  MIN_MAX,
  /** The least and the greatest value of each image, averaged over the images. */
  AVERAGE,
  /** Wide enough for all but the given share of the values. */
  PERCENTILE,
  /**
   * The range whose integers tell the most of the values' distribution: the least Kullback–Leibler
   * divergence between the histogram and its quantized form (Migacz, "8-bit Inference with
   * TensorRT", 2017).
   */
  ENTROPY
}
