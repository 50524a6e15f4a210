package io.github.yolonas.train.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Precision and recall of one category, for each range of sizes, each limit on detections and each
 * IoU threshold; -1 where there is nothing to be found.
 */
final class CategoryScores {
  private static final double ABSENT = -1;
  private static final int LIMITS = CocoGrid.MOST_DETECTIONS.length;
  private static final int IOUS = CocoGrid.IOU.length;

  /** Limits on detections by index: the one that nearly all numbers are computed with. */
  static final int MOST = LIMITS - 1;

  private final Map<AreaRange, List<Curve>> curves = new EnumMap<>(AreaRange.class);

  CategoryScores() {
    for (AreaRange range : AreaRange.values()) {
      curves.put(range, Stream.generate(Curve::new).limit((long) LIMITS * IOUS).toList());
    }
  }

  /** Precision at 101 recalls, and the recall that is reached. */
  static final class Curve {
    private double recall = ABSENT;
    private double[] precision = new double[CocoGrid.RECALL.length];

    private Curve() {
      Arrays.fill(precision, ABSENT);
    }

    void set(double reached, double[] samples) {
      recall = reached;
      precision = samples;
    }

    boolean isPresent() {
      return recall != ABSENT;
    }

    double recall() {
      return recall;
    }

    DoubleStream precision() {
      return Arrays.stream(precision);
    }
  }

  Curve at(AreaRange range, int limit, int iou) {
    return at(range, limit).get(iou);
  }

  /** By IoU threshold. */
  List<Curve> at(AreaRange range, int limit) {
    return Objects.requireNonNull(curves.get(range)).subList(limit * IOUS, (limit + 1) * IOUS);
  }

  Stream<Curve> all() {
    return curves.values().stream().flatMap(List::stream);
  }
}
