package io.github.yolonas.postprocess;

import java.util.Arrays;

/**
 * The order of scores from high to low, stable: equal scores keep the order of their indices.
 *
 * <p>NaN comes before everything, as in PyTorch's descending sort; 0 and -0 are equal. Each score
 * becomes the upper half of a {@code long} that ascends as the score descends, its index the lower
 * half; so one sort of primitives does it, without a comparator that NaN could upset.
 */
final class ScoreOrder {
  private ScoreOrder() {}

  /** The indices of {@code scores}, best first. */
  static int[] descending(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) ~ascendingBits(scores[i]) << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** The bits of a float, as an int that compares like the float; every NaN is the greatest. */
  private static int ascendingBits(float value) {
    int bits = Float.floatToIntBits(value + 0.0f); // -0 + 0 is 0
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
