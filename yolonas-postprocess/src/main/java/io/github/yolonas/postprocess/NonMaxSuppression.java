package io.github.yolonas.postprocess;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Greedy non-maximum suppression: of boxes that overlap, only the most confident stays. Immutable,
 * thread-safe, plain Java; the result is that of torchvision's {@code nms} and {@code batched_nms}
 * on a CPU, bit for bit.
 *
 * <p>The boxes are visited from the highest score to the lowest. Each is kept unless it overlaps
 * one that was kept before: unless the intersection over union, in float32, is <i>greater</i> than
 * the threshold. Nothing else matters to a box, so what is kept first never depends on what comes
 * later, and the walk may stop as soon as enough are kept.
 *
 * <p>Boxes of different classes should not meet. Up to {@value #COORDINATE_TRICK_LIMIT} boxes,
 * torchvision shifts each by {@code label · (greatest coordinate + 1)} along both axes, so that the
 * classes lie apart, and runs once over all. The shift is not harmless: it rounds the coordinates
 * (some 0.004 pixels at class 79), and a box with negative coordinates reaches into the class
 * before its own. With more boxes torchvision compares within each class, exactly. A detector whose
 * boxes shall equal the original's does both as it does.
 *
 * <p>NaN and infinite numbers are legal. A box with a NaN coordinate overlaps nothing, a NaN score
 * counts as the highest, as in PyTorch. A coordinate that is NaN or +∞ and goes into the shift
 * makes all shifted boxes NaN or endless, and nothing is suppressed.
 *
 * @param iouThreshold from 0 to 1
 * @param classAgnostic whether boxes of different classes suppress each other
 * @param maxKept how many boxes to keep at most; at least 1
 */
public record NonMaxSuppression(double iouThreshold, boolean classAgnostic, int maxKept) {
  /** Up to this number of boxes, classes are kept apart by a shift of coordinates. */
  static final int COORDINATE_TRICK_LIMIT = 1000;

  /** Checks the ranges. */
  public NonMaxSuppression {
    Ranges.fraction("iouThreshold", iouThreshold);
    Ranges.atLeast("maxKept", 1, maxKept);
  }

  /** Boxes suppress those of their own class; no limit of their number. */
  public static NonMaxSuppression perClass(double iouThreshold) {
    return new NonMaxSuppression(iouThreshold, false, Integer.MAX_VALUE);
  }

  /** Boxes suppress those of any class; no limit of their number. */
  public static NonMaxSuppression acrossClasses(double iouThreshold) {
    return new NonMaxSuppression(iouThreshold, true, Integer.MAX_VALUE);
  }

  /** The same, but keeping {@code count} boxes at most. */
  public NonMaxSuppression atMost(int count) {
    return new NonMaxSuppression(iouThreshold, classAgnostic, count);
  }

  /**
   * Chooses among {@code n} boxes.
   *
   * @param boxesXyxy n×4 corners, flat: x1, y1, x2, y2 of box 0, then of box 1, …
   * @param scores n scores; equal ones rank by index
   * @param labels n classes
   * @return indices of the boxes that stay, by descending score
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public int[] keep(float[] boxesXyxy, float[] scores, int[] labels) {
    Ranges.length("boxesXyxy", 4 * scores.length, boxesXyxy.length);
    Ranges.length("labels", scores.length, labels.length);
    boolean compareLabels = !classAgnostic && scores.length > COORDINATE_TRICK_LIMIT;
    float classShift = classAgnostic || compareLabels ? 0 : greatest(boxesXyxy) + 1;
    KeptBoxes kept = new KeptBoxes(Math.min(maxKept, scores.length), iouThreshold);
    for (int i : ScoreOrder.descending(scores)) {
      if (kept.isFull()) {
        break;
      }
      float shift = classAgnostic || compareLabels ? 0 : labels[i] * classShift;
      kept.offer(i, compareLabels ? labels[i] : 0, boxesXyxy, shift);
    }
    return kept.indices();
  }

  /** The detections that stay, by descending confidence. */
  public List<Detection> keep(List<Detection> detections) {
    int n = detections.size();
    float[] boxes = new float[4 * n];
    float[] scores = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      Detection detection = detections.get(i);
      System.arraycopy(detection.box().toXyxy(), 0, boxes, 4 * i, 4);
      scores[i] = detection.confidence();
      labels[i] = detection.label();
    }
    return IntStream.of(keep(boxes, scores, labels)).mapToObj(detections::get).toList();
  }

  private static float greatest(float[] coordinates) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float coordinate : coordinates) {
      greatest = Math.max(greatest, coordinate); // NaN if any is
    }
    return greatest;
  }
}
