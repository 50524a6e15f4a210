package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * COCO's evaluation of boxes: the numbers of pycocotools ({@code COCOeval} with {@code iouType
 * "bbox"} and its own parameters), computed in Java alone.
 *
 * <p>One thing differs on purpose: an annotation whose id is 0 is like any other. pycocotools takes
 * its id for "nothing found", and counts the detection that finds it as wrong.
 */
public final class CocoEvaluator {
  private CocoEvaluator() {}

  /**
   * Compares detections with the truth.
   *
   * @param results detections of categories that are not in {@code truth} are left out
   * @throws IllegalArgumentException if a detection names an image that is not in {@code truth}:
   *     then they belong to another data set
   */
  public static CocoEvaluation evaluate(CocoGroundTruth truth, CocoResults results) {
    results.requireImagesOf(truth);
    Set<Long> images = new HashSet<>();
    truth.images().forEach(image -> images.add(image.id()));
    Map<Long, SortedMap<Long, Members>> categories = new LinkedHashMap<>();
    truth.categories().forEach(category -> categories.put(category.id(), new TreeMap<>()));
    for (CocoAnnotation object : truth.annotations()) {
      SortedMap<Long, Members> category = categories.get(object.categoryId());
      if (category != null && images.contains(object.imageId())) {
        members(category, object.imageId()).truth.add(object);
      }
    }
    for (CocoDetection detection : results.detections()) {
      SortedMap<Long, Members> category = categories.get(detection.categoryId());
      if (category != null) {
        members(category, detection.imageId()).found.add(detection);
      }
    }
    Map<Long, CategoryScores> scores = new LinkedHashMap<>();
    categories.forEach((id, members) -> scores.put(id, scores(members)));
    return new CocoEvaluation(truth.categories(), scores);
  }

  private static Members members(Map<Long, Members> images, long id) {
    return images.computeIfAbsent(id, i -> new Members());
  }

  private static CategoryScores scores(SortedMap<Long, Members> images) {
    CategoryCase category =
        new CategoryCase(
            images.values().stream().map(m -> new ImageCase(m.truth, m.found)).toList());
    CategoryScores scores = new CategoryScores();
    for (AreaRange range : AreaRange.values()) {
      category.evaluate(range, scores);
    }
    return scores;
  }

  /** What one image has of one category. */
  private static final class Members {
    private final List<CocoAnnotation> truth = new ArrayList<>(1);
    private final List<CocoDetection> found = new ArrayList<>(2);
  }
}
