package io.github.yolonas.postprocess;

/**
 * From candidates to detections: non-maximum suppression, then the best {@code maxPredictions}. The
 * original: the second half of {@code PPYoloEPostPredictionCallback}. Plain Java.
 */
public final class DetectionPostprocessor {
  private DetectionPostprocessor() {}

  /** What stays of one image's candidates, best first, still in network pixels. */
  public static Candidates process(Candidates candidates, PostprocessOptions options) {
    NonMaxSuppression suppression =
        new NonMaxSuppression(options.iou(), options.classAgnosticNms(), options.maxPredictions());
    return candidates.select(
        suppression.keep(candidates.boxes, candidates.scores, candidates.labels));
  }
}
