package io.github.yolonas.train.metrics;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything there is to say about detections: COCO's numbers, the original's metrics and what went
 * wrong. Immutable.
 *
 * @param truth what the detections were compared with
 * @param results the detections
 * @param coco COCO's numbers
 * @param metrics50 the original's, at IoU 0.50; precision, recall and F1 are of the detections with
 *     the best score threshold or more
 * @param metrics50To95 the original's, over IoU 0.50 to 0.95, of the same detections
 * @param errors what went wrong, at IoU 0.50 and the best score threshold
 */
public record DetectionEvaluation(
    CocoGroundTruth truth,
    CocoResults results,
    CocoEvaluation coco,
    DetectionMetricsResult metrics50,
    DetectionMetricsResult metrics50To95,
    ErrorAnalysis errors) {
  private static final float IOU = 0.5f;

  /**
   * Compares detections with the truth in every way.
   *
   * @throws IllegalArgumentException if a detection names an image that is not in {@code truth}, or
   *     if that has no categories
   */
  public static DetectionEvaluation of(CocoGroundTruth truth, CocoResults results) {
    CocoEvaluation coco = CocoEvaluator.evaluate(truth, results);
    DetectionMetrics at50 = metrics(truth, results, DetectionMetricsOptions.at(IOU));
    float best = (float) Math.max(0, at50.compute().bestScoreThreshold());
    DetectionMetrics at50To95 = metrics(truth, results, DetectionMetricsOptions.defaults());
    return new DetectionEvaluation(
        truth,
        results,
        coco,
        at50.compute(best),
        at50To95.compute(best),
        ErrorAnalysis.of(truth, results, IOU, best));
  }

  /**
   * The original's metrics of COCO's detections; labels are positions among the ascending category
   * ids.
   *
   * @throws IllegalArgumentException if {@code truth} has no categories
   */
  public static DetectionMetrics metrics(
      CocoGroundTruth truth, CocoResults results, DetectionMetricsOptions options) {
    Map<Long, Integer> labels = new HashMap<>();
    truth.categories().forEach(category -> labels.put(category.id(), labels.size()));
    Map<Long, List<LabelledBox>> objects = new HashMap<>();
    Map<Long, List<LabelledBox>> crowds = new HashMap<>();
    for (CocoAnnotation a : truth.annotations()) {
      Integer label = labels.get(a.categoryId());
      if (label != null) {
        (a.crowd() ? crowds : objects)
            .computeIfAbsent(a.imageId(), id -> new ArrayList<>())
            .add(new LabelledBox(label, box(a.box())));
      }
    }
    Map<Long, List<Detection>> found = new HashMap<>();
    for (CocoDetection d : results.detections()) {
      Integer label = labels.get(d.categoryId());
      if (label != null) {
        found
            .computeIfAbsent(d.imageId(), id -> new ArrayList<>())
            .add(new Detection(label, "", (float) d.score(), box(d.box())));
      }
    }
    DetectionMetrics metrics = new DetectionMetrics(labels.size(), options);
    for (CocoImage image : truth.images()) {
      metrics.add(
          found.getOrDefault(image.id(), List.of()),
          objects.getOrDefault(image.id(), List.of()),
          crowds.getOrDefault(image.id(), List.of()),
          shape(image));
    }
    return metrics;
  }

  private static BoundingBox box(CocoBox box) {
    return BoundingBox.fromXywh(
        (float) box.x(), (float) box.y(), (float) box.width(), (float) box.height());
  }

  /** Where the size is unknown, nothing can be cut off. */
  private static ImageShape shape(CocoImage image) {
    return new ImageShape(
        image.height() == 0 ? Integer.MAX_VALUE : image.height(),
        image.width() == 0 ? Integer.MAX_VALUE : image.width());
  }
}
