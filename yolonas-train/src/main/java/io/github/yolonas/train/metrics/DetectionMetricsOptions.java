package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * How {@link DetectionMetrics} judges. Immutable. Names and defaults are the original's.
 *
 * @param iouThresholds how much of a box must be right, ascending, above 0 up to 1, at most 64;
 *     default 0.50, 0.55, … 0.95
 * @param scoreThreshold least score of the detections that precision, recall and F1 are of; default
 *     0.1
 * @param topK how many detections of an image and class count, the best; default 100
 */
public record DetectionMetricsOptions(List<Float> iouThresholds, float scoreThreshold, int topK) {
  private static final float LOWEST = 0.5f;
  private static final float HIGHEST = 0.95f;
  private static final int STEPS = 10;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is left
   */
  public DetectionMetricsOptions {
    iouThresholds = List.copyOf(iouThresholds);
    if (iouThresholds.isEmpty() || iouThresholds.size() > Long.SIZE) {
      throw new IllegalArgumentException(
          "iouThresholds: expected 1 to 64, found " + iouThresholds.size());
    }
    float previous = 0;
    for (float threshold : iouThresholds) {
      if (!(threshold > previous && threshold <= 1)) {
        throw new IllegalArgumentException(
            "iouThresholds: expected them to ascend from above 0 to 1, found " + iouThresholds);
      }
      previous = threshold;
    }
    if (!(scoreThreshold >= 0 && scoreThreshold <= 1)) {
      throw new IllegalArgumentException(
          "scoreThreshold: expected 0 to 1, found " + scoreThreshold);
    }
    if (topK < 1) {
      throw new IllegalArgumentException("topK: expected at least 1, found " + topK);
    }
  }

  /** Everything by default: the mean over the IoU thresholds 0.50 to 0.95. */
  public static DetectionMetricsOptions defaults() {
    return new DetectionMetricsOptions(range(), 0.1f, 100);
  }

  /** With one IoU threshold; the rest by default. */
  public static DetectionMetricsOptions at(float iouThreshold) {
    return defaults().withIouThresholds(List.of(iouThreshold));
  }

  /** The floats that torch's {@code linspace} makes, which counts from both ends to the middle. */
  private static List<Float> range() {
    float step = (HIGHEST - LOWEST) / (STEPS - 1);
    List<Float> thresholds = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      thresholds.add(i < STEPS / 2 ? LOWEST + step * i : HIGHEST - step * (STEPS - 1 - i));
    }
    return thresholds;
  }

  /** These with other IoU thresholds. */
  public DetectionMetricsOptions withIouThresholds(List<Float> value) {
    return new DetectionMetricsOptions(value, scoreThreshold, topK);
  }

  /** These with another least score. */
  public DetectionMetricsOptions withScoreThreshold(float value) {
    return new DetectionMetricsOptions(iouThresholds, value, topK);
  }

  /** These with another number of detections that count. */
  public DetectionMetricsOptions withTopK(int value) {
    return new DetectionMetricsOptions(iouThresholds, scoreThreshold, value);
  }
}
