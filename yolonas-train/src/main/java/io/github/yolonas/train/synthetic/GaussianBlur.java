package io.github.yolonas.train.synthetic;

import java.util.Arrays;

/**
 * Blurs in whole numbers: vectorised libraries add fractions in an order that depends on the
 * processor.
 */
final class GaussianBlur {
  private static final int UNIT_BITS = 16;

  private GaussianBlur() {}

  /** Changes an image in place; its edges are repeated outwards. */
  static void apply(byte[] rgb, int width, int height, double sigma) {
    int[] weights = weights(sigma);
    byte[] copy = new byte[rgb.length];
    for (int y = 0; y < height; y++) {
      lines(rgb, copy, 3 * width * y, 3, width, 3, weights);
    }
    int row = 3 * width;
    lines(copy, rgb, 0, row, height, row, weights);
  }

  /**
   * Blurs along one direction.
   *
   * @param step from an element to the next one along that direction
   * @param length how many elements there are along it
   * @param lanes how many neighbouring elements go along at a time
   */
  private static void lines(
      byte[] from, byte[] to, int start, int step, int length, int lanes, int[] weights) {
    int reach = weights.length / 2;
    int[] sums = new int[lanes];
    for (int i = 0; i < length; i++) {
      Arrays.fill(sums, 1 << (UNIT_BITS - 1));
      for (int tap = -reach; tap <= reach; tap++) {
        int at = start + step * Math.max(0, Math.min(length - 1, i + tap));
        int weight = weights[tap + reach];
        for (int lane = 0; lane < lanes; lane++) {
          sums[lane] += weight * (from[at + lane] & 0xFF);
        }
      }
      int at = start + step * i;
      for (int lane = 0; lane < lanes; lane++) {
        to[at + lane] = (byte) (sums[lane] >> UNIT_BITS);
      }
    }
  }

  /** In units of 2⁻¹⁶, together exactly 1. */
  private static int[] weights(double sigma) {
    int reach = (int) Math.ceil(2.5 * sigma);
    double[] bell = new double[2 * reach + 1];
    double total = 0;
    for (int i = 0; i < bell.length; i++) {
      double distance = (i - reach) / sigma;
      bell[i] = StrictMath.exp(-0.5 * distance * distance);
      total += bell[i];
    }
    int[] weights = new int[bell.length];
    int left = 1 << UNIT_BITS;
    for (int i = 0; i < bell.length; i++) {
      weights[i] = (int) (bell[i] / total * (1 << UNIT_BITS));
      left -= weights[i];
    }
    weights[reach] += left;
    return weights;
  }
}
