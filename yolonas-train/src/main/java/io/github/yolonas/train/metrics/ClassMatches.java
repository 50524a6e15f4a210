package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of all detections of one class; grows with each image. */
final class ClassMatches {
  /**
   * What became of a detection.
   *
   * @param score its score
   * @param matched the IoU thresholds at which it found an object
   * @param ignored the thresholds at which it is not wrong if it found none
   */
  record Match(float score, long matched, long ignored) {}

  private final List<Match> matches = new ArrayList<>();
  private int targets;

  void add(float score, long matched, long ignored) {
    matches.add(new Match(score, matched, ignored));
  }

  void addTargets(int count) {
    targets += count;
  }

  int targets() {
    return targets;
  }

  List<Match> bestFirst() {
    return matches.stream().sorted(Comparator.comparingDouble(match -> -match.score())).toList();
  }
}
