package io.github.yolonas;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * COCO's first number, mAP at IoU 0.50:0.95, for boxes without crowds and at most 100 detections an
 * image: what the tests of precisions need.
 */
final class MeanAveragePrecision {
  private static final int THRESHOLDS = 10;
  private static final int RECALLS = 101;

  private MeanAveragePrecision() {}

  /** A box as COCO has it, x, y, width, height; truth has any score. */
  record Box(int image, int category, double x, double y, double w, double h, double score) {
    double iou(Box o) {
      double width = Math.max(0, Math.min(x + w, o.x + o.w) - Math.max(x, o.x));
      double height = Math.max(0, Math.min(y + h, o.y + o.h) - Math.max(y, o.y));
      double shared = width * height;
      return shared / (w * h + o.w * o.h - shared);
    }
  }

  static double of(List<Box> truth, List<Box> detections) {
    Map<Integer, List<Box>> categories = new TreeMap<>();
    truth.forEach(b -> categories.computeIfAbsent(b.category(), c -> new ArrayList<>()).add(b));
    double sum = 0;
    for (Map.Entry<Integer, List<Box>> category : categories.entrySet()) {
      List<Box> found =
          detections.stream()
              .filter(d -> d.category() == category.getKey())
              .sorted(Comparator.comparingInt(Box::image).thenComparing(b -> -b.score()))
              .toList();
      for (int t = 0; t < THRESHOLDS; t++) {
        sum += averagePrecision(category.getValue(), found, 0.5 + 0.05 * t);
      }
    }
    return sum / (categories.size() * THRESHOLDS);
  }

  private static double averagePrecision(List<Box> truth, List<Box> found, double threshold) {
    record Hit(double score, boolean right) {}
    List<Hit> hits = new ArrayList<>();
    boolean[] taken = new boolean[truth.size()];
    for (Box d : found) {
      int best = -1;
      double bestIou = Math.min(threshold, 1 - 1e-10);
      for (int i = 0; i < taken.length; i++) {
        Box t = truth.get(i);
        if (t.image() == d.image() && !taken[i] && d.iou(t) >= bestIou) {
          best = i;
          bestIou = d.iou(t);
        }
      }
      if (best >= 0) {
        taken[best] = true;
      }
      hits.add(new Hit(d.score(), best >= 0));
    }
    hits.sort(Comparator.comparingDouble(h -> -h.score()));
    double[] precision = new double[hits.size()];
    double[] recall = new double[hits.size()];
    int right = 0;
    for (int i = 0; i < precision.length; i++) {
      right += hits.get(i).right() ? 1 : 0;
      precision[i] = right / (i + 1.0);
      recall[i] = (double) right / truth.size();
    }
    for (int i = precision.length - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    double sum = 0;
    int at = 0;
    for (int r = 0; r < RECALLS; r++) {
      while (at < recall.length && recall[at] < r / 100.0) {
        at++;
      }
      sum += at < precision.length ? precision[at] : 0;
    }
    return sum / RECALLS;
  }
}
