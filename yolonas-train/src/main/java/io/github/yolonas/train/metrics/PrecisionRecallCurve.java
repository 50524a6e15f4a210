package io.github.yolonas.train.metrics;

import java.util.List;

/**
 * Precision at the recalls 0.00, 0.01, … 1.00, never rising; 0 where the detector does not get that
 * far. Empty where there is nothing to be found.
 *
 * @param precision 101 values from 0 to 1, or none
 */
public record PrecisionRecallCurve(List<Double> precision) {
  /** Copies the list. */
  public PrecisionRecallCurve {
    precision = List.copyOf(precision);
  }

  /** The recall that a value belongs to. */
  public static double recall(int index) {
    return CocoGrid.RECALL[index];
  }

  /** The area under it, which is the average precision; -1 where there is nothing to be found. */
  public double averagePrecision() {
    return precision.stream().mapToDouble(Double::doubleValue).average().orElse(-1);
  }
}
