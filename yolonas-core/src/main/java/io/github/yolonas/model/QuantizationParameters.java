package io.github.yolonas.model;

/**
 * How an activation's real numbers lie in 8 bits: {@code real = scale * (integer - zeroPoint)},
 * with integers from 0 to 255. One pair for a whole feature map.
 *
 * @param scale finite, greater than 0
 * @param zeroPoint the integer that stands for 0.0 exactly, 0 to 255
 */
public record QuantizationParameters(double scale, int zeroPoint) {
  private static final int LEVELS = 255;

  /** A range narrower than this is all zeros: a channel that never fires. */
  private static final double LEAST_RANGE = 1e-6;

  /** Checks the ranges. */
  public QuantizationParameters {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new IllegalArgumentException("scale: expected a finite number above 0, found " + scale);
    }
    if (zeroPoint < 0 || zeroPoint > LEVELS) {
      throw new IllegalArgumentException("zeroPoint: expected 0 to 255, found " + zeroPoint);
    }
  }

  /**
   * Spreads the integers over a range of real numbers, widened to contain 0: padding is zeros, and
   * has to stay zeros.
   */
  public static QuantizationParameters of(double least, double greatest) {
    double low = Math.min(0, least);
    double high = Math.max(0, greatest);
    double scale = Math.max(high - low, LEAST_RANGE) / LEVELS;
    long zeroPoint = Math.round(-low / scale);
    return new QuantizationParameters(scale, (int) Math.max(0, Math.min(LEVELS, zeroPoint)));
  }
}
