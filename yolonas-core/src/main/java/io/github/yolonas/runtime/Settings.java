package io.github.yolonas.runtime;

import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles a model's settings: the caller's option, else the checkpoint, else COCO's default. */
final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  /** The thresholds that the original ships for COCO. */
  private static final double COCO_CONF = 0.25;

  private static final double COCO_IOU = 0.7;

  private Settings() {}

  static ModelSettings of(Checkpoint checkpoint, YoloNasOptions options, int numClasses) {
    CheckpointMetadata metadata =
        checkpoint.format() == CheckpointFormat.TORCHSCRIPT
            ? CheckpointMetadata.none()
            : checkpoint.metadata();
    Optional<ProcessingParams> stored =
        options.preprocess().isPresent()
            ? metadata.processingParamsWithoutSteps()
            : metadata.processingParams();
    if (stored.isEmpty() && options.preprocess().isEmpty()) {
      LOG.warn(
          "{} stores no processing parameters; using COCO's: longest side 636 padded to 640×640,"
              + " conf {}, iou {}. Set them in YoloNasOptions if the model was trained otherwise.",
          checkpoint.name(),
          COCO_CONF,
          COCO_IOU);
    }
    PreprocessOptions preprocess =
        options
            .preprocess()
            .or(
                () ->
                    stored
                        .map(ProcessingParams::steps)
                        .filter(s -> !s.isEmpty())
                        .map(PreprocessOptions::new))
            .orElseGet(PreprocessOptions::cocoDefault);
    ModelSettings settings =
        new ModelSettings(
            checkpoint.name(),
            classNames(checkpoint.name(), metadata, options, numClasses),
            preprocess,
            thresholds(stored),
            options.predict(),
            options.imageReading());
    settings.postprocess(options.predict()); // a mistyped class name is an error of loading
    return settings;
  }

  private static PostprocessOptions thresholds(Optional<ProcessingParams> stored) {
    PostprocessOptions defaults =
        PostprocessOptions.builder().conf(COCO_CONF).iou(COCO_IOU).build();
    return stored
        .map(
            params ->
                PostprocessOptions.builder()
                    .conf(params.conf().orElse(COCO_CONF))
                    .iou(params.iou().orElse(COCO_IOU))
                    .nmsTopK(params.nmsTopK().orElse(defaults.nmsTopK()))
                    .maxPredictions(params.maxPredictions().orElse(defaults.maxPredictions()))
                    .multiLabelPerBox(params.multiLabelPerBox().orElse(defaults.multiLabelPerBox()))
                    .classAgnosticNms(params.classAgnosticNms().orElse(defaults.classAgnosticNms()))
                    .build())
        .orElse(defaults);
  }

  private static List<String> classNames(
      String name, CheckpointMetadata metadata, YoloNasOptions options, int numClasses) {
    List<String> names =
        options
            .classNames()
            .or(metadata::classNames)
            .orElseGet(
                () ->
                    numClasses == CocoClasses.NAMES.size()
                        ? CocoClasses.NAMES
                        : numbered(numClasses));
    if (names.size() != numClasses) {
      throw new CheckpointException(
          "%s: expected %d class names, one for each output, found %d: %s"
              .formatted(name, numClasses, names.size(), names));
    }
    return names;
  }

  private static List<String> numbered(int numClasses) {
    return IntStream.range(0, numClasses).mapToObj(i -> "class " + i).toList();
  }
}
