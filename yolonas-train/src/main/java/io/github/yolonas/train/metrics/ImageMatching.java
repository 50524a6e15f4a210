package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Pairs of objects and detections of one image, all classes together; see {@link ErrorAnalysis}.
 */
final class ImageMatching {
  private static final int NONE = -1;

  private final List<CocoAnnotation> objects;
  private final List<CocoDetection> found;
  private final List<CocoAnnotation> crowds;
  private final double threshold;
  private final int[] objectOf;
  private final boolean[] taken;

  /**
   * An object and what it was found as; one of the two may be missing.
   *
   * @param object what is there
   * @param detection what was found
   */
  record Pair(Optional<CocoAnnotation> object, Optional<CocoDetection> detection) {}

  ImageMatching(List<CocoAnnotation> truth, List<CocoDetection> bestFirst, double threshold) {
    objects = truth.stream().filter(object -> !object.crowd()).toList();
    crowds = truth.stream().filter(CocoAnnotation::crowd).toList();
    found = bestFirst;
    this.threshold = threshold;
    taken = new boolean[objects.size()];
    objectOf = new int[found.size()];
    Arrays.fill(objectOf, NONE);
    choose((detection, object) -> detection.categoryId() == object.categoryId());
    choose((detection, object) -> !isInCrowd(detection));
  }

  private void choose(BiPredicate<CocoDetection, CocoAnnotation> condition) {
    for (int d = 0; d < objectOf.length; d++) {
      if (objectOf[d] == NONE) {
        objectOf[d] = closest(found.get(d), condition);
        if (objectOf[d] != NONE) {
          taken[objectOf[d]] = true;
        }
      }
    }
  }

  private int closest(
      CocoDetection detection, BiPredicate<CocoDetection, CocoAnnotation> condition) {
    int best = NONE;
    double least = threshold;
    for (int t = 0; t < taken.length; t++) {
      if (!taken[t] && condition.test(detection, objects.get(t))) {
        double overlap = objects.get(t).overlap(detection.box());
        if (best == NONE ? overlap >= least : overlap > least) {
          best = t;
          least = overlap;
        }
      }
    }
    return best;
  }

  private boolean isInCrowd(CocoDetection detection) {
    return crowds.stream()
        .filter(crowd -> crowd.categoryId() == detection.categoryId())
        .anyMatch(crowd -> crowd.overlap(detection.box()) >= threshold);
  }

  int objectCount() {
    return objects.size();
  }

  /** Each object once, and each detection once but for those in crowds. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (int d = 0; d < objectOf.length; d++) {
      Optional<CocoDetection> detection = Optional.of(found.get(d));
      if (objectOf[d] != NONE) {
        pairs.add(new Pair(Optional.of(objects.get(objectOf[d])), detection));
      } else if (!isInCrowd(found.get(d))) {
        pairs.add(new Pair(Optional.empty(), detection));
      }
    }
    for (int t = 0; t < taken.length; t++) {
      if (!taken[t]) {
        pairs.add(new Pair(Optional.of(objects.get(t)), Optional.empty()));
      }
    }
    return pairs;
  }
}
