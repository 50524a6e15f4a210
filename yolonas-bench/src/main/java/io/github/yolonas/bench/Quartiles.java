package io.github.yolonas.bench;

import java.util.Arrays;

/**
 * The middle of some timings and the range of their middle half: unlike mean and deviation they do
 * not care how far off the outliers are.
 *
 * @param first a quarter of the values lie below
 * @param median half of them
 * @param third three quarters
 */
record Quartiles(double first, double median, double third) {

  /**
   * Of these values, linearly interpolated between neighbours.
   *
   * @throws IllegalArgumentException if there are none
   */
  static Quartiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("quartiles: expected at least one value, found none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double fraction) {
    double place = fraction * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
