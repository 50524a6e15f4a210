package io.github.yolonas.train.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link DetectionMetrics} found: means over the IoU thresholds and over the classes that have
 * objects; -1 if none has.
 *
 * @param precision of the detections with the least score asked for, 0 to 1
 * @param recall of the same
 * @param meanAveragePrecision over all scores
 * @param f1 mean of each class's harmonic mean of precision and recall
 * @param bestScoreThreshold the least score, of 0.00, 0.01, … 1.00, with the best mean F1
 * @param classes the same for each class, by label
 * @param iouThresholds the means are over these
 */
public record DetectionMetricsResult(
    double precision,
    double recall,
    double meanAveragePrecision,
    double f1,
    double bestScoreThreshold,
    List<PerClass> classes,
    List<Float> iouThresholds) {

  /**
   * The numbers of one class, all 0 if it has no objects.
   *
   * @param targets how many objects it has
   * @param precision of the detections with the least score asked for
   * @param recall of the same
   * @param averagePrecision over all scores
   * @param f1 the harmonic mean of precision and recall
   * @param bestScoreThreshold the least score with the best F1
   */
  public record PerClass(
      int targets,
      double precision,
      double recall,
      double averagePrecision,
      double f1,
      double bestScoreThreshold) {}

  /** Copies the lists. */
  public DetectionMetricsResult {
    classes = List.copyOf(classes);
    iouThresholds = List.copyOf(iouThresholds);
  }

  /**
   * The numbers under the original's names, such as {@code mAP@0.50:0.95}, {@code
   * AP@0.50:0.95_star} and {@code Best_score_threshold_star}.
   *
   * @param classNames by label
   * @throws IllegalArgumentException if there is not one for each class
   */
  public Map<String, Double> toMap(List<String> classNames) {
    if (classNames.size() != classes.size()) {
      throw new IllegalArgumentException(
          "classNames: expected %d, found %d".formatted(classes.size(), classNames.size()));
    }
    Map<String, Double> map = new LinkedHashMap<>();
    String range = range();
    map.put("Precision" + range, precision);
    map.put("Recall" + range, recall);
    map.put("mAP" + range, meanAveragePrecision);
    map.put("F1" + range, f1);
    for (int i = 0; i < classes.size(); i++) {
      map.put("AP" + range + "_" + classNames.get(i), classes.get(i).averagePrecision());
    }
    map.put("Best_score_threshold", bestScoreThreshold);
    for (int i = 0; i < classes.size(); i++) {
      map.put("Best_score_threshold_" + classNames.get(i), classes.get(i).bestScoreThreshold());
    }
    return map;
  }

  private String range() {
    float first = iouThresholds.get(0);
    float last = iouThresholds.get(iouThresholds.size() - 1);
    return iouThresholds.size() == 1
        ? String.format(Locale.ROOT, "@%.2f", first)
        : String.format(Locale.ROOT, "@%.2f:%.2f", first, last);
  }
}
