package io.github.yolonas.runtime;

import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import java.util.ArrayList;
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
    warnOfDefaults(checkpoint.name(), stored, options);
    PreprocessOptions preprocess =
        options.preprocess().orElseGet(() -> preprocess(checkpoint.name(), stored));
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

  /** One warning, which names all that neither the caller nor the checkpoint has said. */
  private static void warnOfDefaults(
      String name, Optional<ProcessingParams> stored, YoloNasOptions options) {
    List<String> absent = new ArrayList<>();
    if (options.preprocess().isEmpty() && stored.map(p -> p.steps().isEmpty()).orElse(true)) {
      absent.add("longest side 636 padded to 640×640");
    }
    if (options.predict().conf().isEmpty() && stored.map(p -> p.conf().isEmpty()).orElse(true)) {
      absent.add("conf " + COCO_CONF);
    }
    if (options.predict().iou().isEmpty() && stored.map(p -> p.iou().isEmpty()).orElse(true)) {
      absent.add("iou " + COCO_IOU);
    }
    if (!absent.isEmpty()) {
      LOG.warn(
          "{} does not say how it was trained to be used; taking COCO's {}."
              + " Set them in YoloNasOptions if that is wrong.",
          name,
          String.join(", ", absent));
    }
  }

  private static PreprocessOptions preprocess(String name, Optional<ProcessingParams> stored) {
    List<ProcessingStep> steps = stored.map(ProcessingParams::steps).orElse(List.of());
    try {
      return steps.isEmpty() ? PreprocessOptions.cocoDefault() : new PreprocessOptions(steps);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: processing_params.image_processor: %s; set YoloNasOptions.preprocess instead"
              .formatted(name, e.getMessage()),
          e);
    }
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
