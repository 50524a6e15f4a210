package io.github.yolonas.train.metrics;

import java.util.List;

/** IoU thresholds, and sets of them as the bits of a number. */
final class ThresholdMask {
  private final float[] thresholds;

  ThresholdMask(List<Float> ascending) {
    thresholds = new float[ascending.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = ascending.get(i);
    }
  }

  /** The thresholds that a value exceeds; NaN exceeds none. */
  long exceededBy(float value) {
    long mask = 0;
    for (int i = 0; i < thresholds.length && value > thresholds[i]; i++) {
      mask |= 1L << i;
    }
    return mask;
  }

  static boolean contains(long mask, int threshold) {
    return (mask >>> threshold & 1) == 1;
  }
}
