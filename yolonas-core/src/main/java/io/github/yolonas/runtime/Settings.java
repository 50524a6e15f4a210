package io.github.yolonas.runtime;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointFormat;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.ProcessingParams;
import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.Origin;
import io.github.yolonas.explain.Thresholds;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settles a model's settings: the caller's option, else the checkpoint, else COCO's default. */
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  /** The thresholds that the original ships for COCO. */
  private static final double COCO_CONF = 0.25;

  private static final double COCO_IOU = 0.7;

  private Settings() {}

  /**
   * Settles them.
   *
   * @throws CheckpointException if the checkpoint's own cannot be used; the message names what
   */
  public static ModelSettings of(Checkpoint checkpoint, YoloNasOptions options, int numClasses) {
    return settle(checkpoint, options, numClasses).settings();
  }

  /** Settles them, and remembers who decided what. */
  static SettledModel settle(Checkpoint checkpoint, YoloNasOptions options, int numClasses) {
    CheckpointMetadata metadata =
        checkpoint.format() == CheckpointFormat.TORCHSCRIPT
            ? CheckpointMetadata.none()
            : checkpoint.metadata();
    Optional<ProcessingParams> stored =
        options.preprocess().isPresent()
            ? metadata.processingParamsWithoutSteps()
            : metadata.processingParams();
    Chosen<PreprocessOptions> preprocess = preprocess(checkpoint.name(), options, stored);
    Chosen<List<String>> classNames = classNames(checkpoint.name(), metadata, options, numClasses);
    PostprocessOptions unlessAsked = thresholds(stored);
    Thresholds thresholds = thresholds(options.predict(), stored, unlessAsked);
    warnOfDefaults(checkpoint.name(), preprocess, thresholds);
    ModelSettings settings =
        new ModelSettings(
            checkpoint.name(),
            classNames.value(),
            preprocess.value(),
            unlessAsked,
            options.predict(),
            options.imageReading());
    settings.postprocess(options.predict()); // a mistyped class name is an error of loading
    return new SettledModel(settings, classNames, preprocess, thresholds);
  }

  /** One warning, which names all that neither the caller nor the checkpoint has said. */
  private static void warnOfDefaults(
      String name, Chosen<PreprocessOptions> preprocess, Thresholds thresholds) {
    List<String> absent = new ArrayList<>();
    if (preprocess.isFrom(Origin.DEFAULT)) {
      absent.add("longest side 636 padded to 640×640");
    }
    if (thresholds.conf().isFrom(Origin.DEFAULT)) {
      absent.add("conf " + COCO_CONF);
    }
    if (thresholds.iou().isFrom(Origin.DEFAULT)) {
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

  private static Chosen<PreprocessOptions> preprocess(
      String name, YoloNasOptions options, Optional<ProcessingParams> stored) {
    Optional<PreprocessOptions> own =
        stored
            .map(ProcessingParams::steps)
            .filter(steps -> !steps.isEmpty())
            .map(steps -> usable(name, steps));
    return Chosen.first(options.preprocess(), own, PreprocessOptions.cocoDefault());
  }

  private static PreprocessOptions usable(String name, List<ProcessingStep> steps) {
    try {
      return new PreprocessOptions(steps);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          "%s: processing_params.image_processor: %s; set YoloNasOptions.preprocess instead"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static PostprocessOptions thresholds(Optional<ProcessingParams> stored) {
    PostprocessOptions.Builder b = PostprocessOptions.builder().conf(COCO_CONF).iou(COCO_IOU);
    stored.ifPresent(
        params -> {
          params.conf().ifPresent(b::conf);
          params.iou().ifPresent(b::iou);
          params.nmsTopK().ifPresent(b::nmsTopK);
          params.maxPredictions().ifPresent(b::maxPredictions);
          params.multiLabelPerBox().ifPresent(b::multiLabelPerBox);
          params.classAgnosticNms().ifPresent(b::classAgnosticNms);
        });
    return b.build();
  }

  private static Thresholds thresholds(
      PredictOptions asked, Optional<ProcessingParams> stored, PostprocessOptions otherwise) {
    return new Thresholds(
        Chosen.first(boxed(asked.conf()), stored.flatMap(p -> boxed(p.conf())), otherwise.conf()),
        Chosen.first(boxed(asked.iou()), stored.flatMap(p -> boxed(p.iou())), otherwise.iou()),
        Chosen.first(
            boxed(asked.nmsTopK()), stored.flatMap(p -> boxed(p.nmsTopK())), otherwise.nmsTopK()),
        Chosen.first(
            boxed(asked.maxPredictions()),
            stored.flatMap(p -> boxed(p.maxPredictions())),
            otherwise.maxPredictions()),
        Chosen.first(
            asked.multiLabelPerBox(),
            stored.flatMap(ProcessingParams::multiLabelPerBox),
            otherwise.multiLabelPerBox()),
        Chosen.first(
            asked.classAgnosticNms(),
            stored.flatMap(ProcessingParams::classAgnosticNms),
            otherwise.classAgnosticNms()),
        Chosen.first(
            Optional.of(asked.classes()).filter(names -> !names.isEmpty()),
            Optional.empty(),
            Set.of()));
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static Optional<Integer> boxed(OptionalInt value) {
    return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
  }

  private static Chosen<List<String>> classNames(
      String name, CheckpointMetadata metadata, YoloNasOptions options, int numClasses) {
    Chosen<List<String>> names =
        Chosen.first(
            options.classNames(),
            options.classNames().isPresent() ? Optional.empty() : metadata.classNames(),
            numClasses == CocoClasses.NAMES.size() ? CocoClasses.NAMES : numbered(numClasses));
    if (names.value().size() != numClasses) {
      throw new CheckpointException(
          "%s: expected %d class names, one for each output, found %d: %s"
              .formatted(name, numClasses, names.value().size(), names.value()));
    }
    return names;
  }

  private static List<String> numbered(int numClasses) {
    return IntStream.range(0, numClasses).mapToObj(i -> "class " + i).toList();
  }
}
