package io.github.yolonas.train.metrics;

import java.util.List;

/**
 * Precision and recall of one class at each IoU threshold. The source is the original's {@code
 * compute_detection_metrics_per_cls}, in float as there.
 *
 * <p>With the detections in order of their score, precision and recall <i>up to</i> each are known;
 * a score threshold picks one of these points, an average runs over 101 recalls.
 */
final class ClassMetrics {
  /** 0.00, 0.01, … 1.00: recalls, and score thresholds too. */
  static final float[] HUNDREDTHS = hundredths();

  private final List<ClassMatches.Match> bestFirst;
  private final float[][] precision;
  private final float[][] recall;

  ClassMetrics(ClassMatches matches, int thresholds) {
    bestFirst = matches.bestFirst();
    precision = new float[thresholds][bestFirst.size()];
    recall = new float[thresholds][bestFirst.size()];
    for (int t = 0; t < thresholds; t++) {
      roll(t, matches.targets());
    }
  }

  private static float[] hundredths() {
    float step = 1 / 100f;
    float[] values = new float[101];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 50 ? step * i : 1 - step * (100 - i);
    }
    return values;
  }

  private void roll(int threshold, int targets) {
    int right = 0;
    int wrong = 0;
    for (int i = 0; i < bestFirst.size(); i++) {
      ClassMatches.Match match = bestFirst.get(i);
      boolean matched = ThresholdMask.contains(match.matched(), threshold);
      right += matched ? 1 : 0;
      wrong += matched || ThresholdMask.contains(match.ignored(), threshold) ? 0 : 1;
      precision[threshold][i] = right == 0 ? 0 : (float) right / (right + wrong);
      recall[threshold][i] = (float) right / targets;
    }
    for (int i = bestFirst.size() - 2; i >= 0; i--) {
      precision[threshold][i] = Math.max(precision[threshold][i], precision[threshold][i + 1]);
    }
  }

  /** How many detections have this score or more. */
  int count(float score) {
    int count = 0;
    while (count < bestFirst.size() && bestFirst.get(count).score() >= score) {
      count++;
    }
    return count;
  }

  /** Of the first {@code count} detections; 0 if there are none. */
  float precision(int threshold, int count) {
    return count == 0 ? 0 : precision[threshold][count - 1];
  }

  /** Of the first {@code count} detections; 0 if there are none. */
  float recall(int threshold, int count) {
    return count == 0 ? 0 : recall[threshold][count - 1];
  }

  /** The harmonic mean of both. */
  float f1(int threshold, int count) {
    float p = precision(threshold, count);
    float r = recall(threshold, count);
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }

  /** The mean of the precision over 101 recalls. */
  float averagePrecision(int threshold) {
    double sum = 0;
    int i = 0;
    for (float least : HUNDREDTHS) {
      while (i < bestFirst.size() && recall[threshold][i] < least) {
        i++;
      }
      sum += i < bestFirst.size() ? precision[threshold][i] : 0;
    }
    return (float) (sum / HUNDREDTHS.length);
  }

  /** F1, the mean over the IoU thresholds, at each of the score thresholds 0.00 to 1.00. */
  double[] f1ByScore() {
    double[] means = new double[HUNDREDTHS.length];
    for (int s = 0; s < means.length; s++) {
      int count = count(HUNDREDTHS[s]);
      for (int t = 0; t < precision.length; t++) {
        means[s] += f1(t, count) / precision.length;
      }
    }
    return means;
  }
}
