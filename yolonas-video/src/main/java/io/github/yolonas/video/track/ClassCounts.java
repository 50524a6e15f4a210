package io.github.yolonas.video.track;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How many of each class. */
final class ClassCounts {
  private final Map<String, Integer> counts = new TreeMap<>();

  void add(String className) {
    counts.merge(className, 1, Integer::sum);
  }

  void clear() {
    counts.clear();
  }

  int sum() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A copy, by class name. */
  Map<String, Integer> toMap() {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }
}
