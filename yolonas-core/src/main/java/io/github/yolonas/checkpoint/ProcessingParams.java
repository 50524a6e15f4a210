package io.github.yolonas.checkpoint;

import io.github.yolonas.preprocess.ProcessingStep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a checkpoint says about the way from an image to the network and from its outputs to boxes:
 * the original's {@code processing_params}, without the class names. Anything may be absent, and
 * then the model's own default holds. Immutable.
 *
 * @param steps the pre-processing, in order; empty when the checkpoint stores none
 * @param conf the least score of a detection, 0 to 1
 * @param iou the overlap above which non-maximum suppression drops the weaker box, 0 to 1
 * @param nmsTopK how many candidates with the highest scores go into non-maximum suppression
 * @param maxPredictions how many detections are kept for one image
 * @param multiLabelPerBox whether a box may carry several classes
 * @param classAgnosticNms whether boxes of different classes suppress each other
 */
public record ProcessingParams(
    List<ProcessingStep> steps,
    OptionalDouble conf,
    OptionalDouble iou,
    OptionalInt nmsTopK,
    OptionalInt maxPredictions,
    Optional<Boolean> multiLabelPerBox,
    Optional<Boolean> classAgnosticNms) {

  /**
   * Checks the ranges of what is present.
   *
   * @param steps copied
   * @param conf 0 to 1
   * @param iou 0 to 1
   * @param nmsTopK at least 1
   * @param maxPredictions at least 1
   * @param multiLabelPerBox any
   * @param classAgnosticNms any
   */
  public ProcessingParams {
    steps = List.copyOf(steps);
    conf.ifPresent(value -> fraction("conf", value));
    iou.ifPresent(value -> fraction("iou", value));
    nmsTopK.ifPresent(value -> positive("nmsTopK", value));
    maxPredictions.ifPresent(value -> positive("maxPredictions", value));
  }

  /**
   * {@return pre-processing steps and the two thresholds; the rest is left to the model's defaults}
   *
   * @param steps the pre-processing, in order
   * @param conf the least score of a detection, 0 to 1
   * @param iou the overlap above which the weaker box is dropped, 0 to 1
   */
  public static ProcessingParams of(List<ProcessingStep> steps, double conf, double iou) {
    return new ProcessingParams(
        steps,
        OptionalDouble.of(conf),
        OptionalDouble.of(iou),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  ProcessingParams withoutSteps() {
    return new ProcessingParams(
        List.of(), conf, iou, nmsTopK, maxPredictions, multiLabelPerBox, classAgnosticNms);
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected 0 to 1, found " + value);
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
    }
  }
}
