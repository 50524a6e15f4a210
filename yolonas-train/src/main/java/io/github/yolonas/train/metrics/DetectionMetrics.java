package io.github.yolonas.train.metrics;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Precision, recall, F1, mean average precision and the best score threshold, as the original's
 * {@code DetectionMetrics} computes them, which its training watches. Images are added one by one.
 *
 * <p>Not for use by several threads at once.
 */
public final class DetectionMetrics {
  private static final double ABSENT = -1;

  private final DetectionMetricsOptions options;
  private final DetectionMatching matching;
  private final List<ClassMatches> classes;

  /**
   * Metrics of no images yet.
   *
   * @param classCount how many classes there are, 1 or more
   */
  public DetectionMetrics(int classCount, DetectionMetricsOptions options) {
    if (classCount < 1) {
      throw new IllegalArgumentException("classCount: expected at least 1, found " + classCount);
    }
    this.options = options;
    matching = new DetectionMatching(new ThresholdMask(options.iouThresholds()), options.topK());
    classes = Stream.generate(ClassMatches::new).limit(classCount).toList();
  }

  /**
   * Adds an image.
   *
   * @param found in any order; boxes are cut off at the image's edges
   * @param targets the true objects
   * @param crowds boxes of objects that nobody has told apart
   * @param image whose pixels all boxes are in
   * @throws IllegalArgumentException if a label is none of the classes
   */
  public void add(
      List<Detection> found,
      List<LabelledBox> targets,
      List<LabelledBox> crowds,
      ImageShape image) {
    List<List<Detection>> foundByClass = byClass();
    found.stream()
        .sorted(Comparator.comparingDouble(detection -> -detection.confidence()))
        .forEach(d -> of(d.label(), foundByClass).add(clipped(d, image)));
    List<List<BoundingBox>> targetsByClass = byClass();
    targets.forEach(target -> of(target.label(), targetsByClass).add(target.box()));
    List<List<BoundingBox>> crowdsByClass = byClass();
    crowds.forEach(crowd -> of(crowd.label(), crowdsByClass).add(crowd.box()));
    for (int label = 0; label < classes.size(); label++) {
      matching.match(
          foundByClass.get(label),
          targetsByClass.get(label),
          crowdsByClass.get(label),
          classes.get(label));
    }
  }

  private <T> List<List<T>> byClass() {
    return classes.stream().<List<T>>map(c -> new ArrayList<>()).toList();
  }

  private static <T> List<T> of(int label, List<List<T>> byClass) {
    if (label < 0 || label >= byClass.size()) {
      throw new IllegalArgumentException(
          "label: expected 0 to %d, found %d".formatted(byClass.size() - 1, label));
    }
    return byClass.get(label);
  }

  private static Detection clipped(Detection d, ImageShape image) {
    return new Detection(
        d.label(), d.className(), d.confidence(), d.box().clip(image.width(), image.height()));
  }

  /** The numbers for the images added until now. */
  public DetectionMetricsResult compute() {
    return compute(options.scoreThreshold());
  }

  /**
   * The numbers for the images added until now, with another least score for precision, recall and
   * F1 than that of the options.
   */
  public DetectionMetricsResult compute(float scoreThreshold) {
    int thresholds = options.iouThresholds().size();
    List<DetectionMetricsResult.PerClass> perClass = new ArrayList<>();
    double[] f1ByScore = new double[ClassMetrics.HUNDREDTHS.length];
    for (ClassMatches matches : classes) {
      if (matches.targets() == 0) {
        perClass.add(new DetectionMetricsResult.PerClass(0, 0, 0, 0, 0, 0));
      } else {
        ClassMetrics metrics = new ClassMetrics(matches, thresholds);
        double[] f1 = metrics.f1ByScore();
        IntStream.range(0, f1.length).forEach(s -> f1ByScore[s] += f1[s]);
        perClass.add(perClass(metrics, matches.targets(), metrics.count(scoreThreshold), best(f1)));
      }
    }
    List<DetectionMetricsResult.PerClass> present =
        perClass.stream().filter(c -> c.targets() > 0).toList();
    return new DetectionMetricsResult(
        mean(present, DetectionMetricsResult.PerClass::precision),
        mean(present, DetectionMetricsResult.PerClass::recall),
        mean(present, DetectionMetricsResult.PerClass::averagePrecision),
        mean(present, DetectionMetricsResult.PerClass::f1),
        present.isEmpty() ? ABSENT : best(f1ByScore),
        perClass,
        options.iouThresholds());
  }

  private DetectionMetricsResult.PerClass perClass(
      ClassMetrics metrics, int targets, int count, double bestScoreThreshold) {
    int thresholds = options.iouThresholds().size();
    return new DetectionMetricsResult.PerClass(
        targets,
        mean(thresholds, t -> metrics.precision(t, count)),
        mean(thresholds, t -> metrics.recall(t, count)),
        mean(thresholds, metrics::averagePrecision),
        mean(thresholds, t -> metrics.f1(t, count)),
        bestScoreThreshold);
  }

  private static double best(double[] f1ByScore) {
    int best = 0;
    for (int s = 1; s < f1ByScore.length; s++) {
      if (f1ByScore[s] > f1ByScore[best]) { // the lowest of equals
        best = s;
      }
    }
    return ClassMetrics.HUNDREDTHS[best];
  }

  private interface ByThreshold {
    double at(int threshold);
  }

  private static double mean(int thresholds, ByThreshold value) {
    return IntStream.range(0, thresholds).mapToDouble(value::at).average().orElse(ABSENT);
  }

  private static double mean(
      List<DetectionMetricsResult.PerClass> present,
      ToDoubleFunction<DetectionMetricsResult.PerClass> value) {
    return present.stream().mapToDouble(value).average().orElse(ABSENT);
  }
}
