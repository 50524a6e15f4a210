package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * torchvision's algorithm step by step, in fp32, without any of our shortcuts: sort, then strike
 * out what each box that is left suppresses.
 */
final class TorchvisionNms {
  private final float[] boxes;
  private final float[] scores;
  private final int[] labels;

  TorchvisionNms(float[] boxes, float[] scores, int[] labels) {
    this.boxes = boxes;
    this.scores = scores;
    this.labels = labels;
  }

  /** {@code nms}. */
  int[] acrossClasses(double threshold) {
    return array(nms(boxes, threshold, i -> true));
  }

  /** {@code batched_nms} on a CPU: either way to keep the classes apart. */
  int[] perClass(double threshold) {
    if (boxes.length <= 4000) {
      return array(nms(shifted(), threshold, i -> true));
    }
    List<Integer> kept = new ArrayList<>();
    IntStream.of(labels)
        .distinct()
        .forEach(label -> kept.addAll(nms(boxes, threshold, i -> labels[i] == label)));
    return array(byScore(kept));
  }

  private static int[] array(List<Integer> indices) {
    return indices.stream().mapToInt(Integer::intValue).toArray();
  }

  private float[] shifted() {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float coordinate : boxes) {
      greatest = Math.max(greatest, coordinate);
    }
    float[] shifted = new float[boxes.length];
    for (int i = 0; i < boxes.length; i++) {
      shifted[i] = boxes[i] + labels[i / 4] * (greatest + 1);
    }
    return shifted;
  }

  private List<Integer> nms(float[] xyxy, double threshold, Predicate<Integer> group) {
    List<Integer> order = byScore(IntStream.range(0, scores.length).boxed().filter(group).toList());
    boolean[] suppressed = new boolean[scores.length];
    List<Integer> kept = new ArrayList<>();
    for (int at = 0; at < order.size(); at++) {
      int i = order.get(at);
      if (suppressed[i]) {
        continue;
      }
      kept.add(i);
      for (int j : order.subList(at + 1, order.size())) {
        suppressed[j] |= iou(xyxy, i, j) > threshold;
      }
    }
    return kept;
  }

  /** Best first, stable; NaN is the greatest, and the two zeros are equal. */
  private List<Integer> byScore(List<Integer> indices) {
    Comparator<Float> descending = (a, b) -> Float.compare(b + 0f, a + 0f);
    return indices.stream()
        .sorted(Comparator.naturalOrder())
        .sorted(Comparator.comparing(i -> scores[i], descending))
        .toList();
  }

  private static float iou(float[] b, int i, int j) {
    float w = max(0, min(b[4 * i + 2], b[4 * j + 2]) - max(b[4 * i], b[4 * j]));
    float h = max(0, min(b[4 * i + 3], b[4 * j + 3]) - max(b[4 * i + 1], b[4 * j + 1]));
    float intersection = w * h;
    return intersection / (area(b, i) + area(b, j) - intersection);
  }

  private static float area(float[] b, int i) {
    return (b[4 * i + 2] - b[4 * i]) * (b[4 * i + 3] - b[4 * i + 1]);
  }

  /** C++'s, which differ from Java's when a number is NaN. */
  private static float max(float a, float b) {
    return a < b ? b : a;
  }

  private static float min(float a, float b) {
    return b < a ? b : a;
  }
}
