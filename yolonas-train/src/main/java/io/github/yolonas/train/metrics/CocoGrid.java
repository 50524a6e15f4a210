package io.github.yolonas.train.metrics;

import java.util.stream.IntStream;

/** Where COCO's evaluation samples: the same doubles, to the last bit, that numpy makes. */
final class CocoGrid {
  /** 0.50, 0.55, … 0.95. */
  static final double[] IOU = linspace(0.5, 0.95, 10);

  /** 0.00, 0.01, … 1.00. */
  static final double[] RECALL = linspace(0, 1, 101);

  /** How many detections of an image and category count, at most. */
  static final int[] MOST_DETECTIONS = {1, 10, 100};

  private CocoGrid() {}

  private static double[] linspace(double first, double last, int count) {
    double step = (last - first) / (count - 1);
    return IntStream.range(0, count)
        .mapToDouble(i -> i == count - 1 ? last : i * step + first)
        .toArray();
  }
}
