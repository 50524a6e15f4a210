package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.examples.terminal.Suggestion;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a prediction does differently from the model's own settings. */
final class DetectionArguments {
  @Option(names = "--conf", paramLabel = "F", description = "Least score, 0 to 1.")
  private Optional<Double> conf = Optional.empty();

  @Option(
      names = "--iou",
      paramLabel = "F",
      description = "Overlap above which the weaker box is dropped, 0 to 1.")
  private Optional<Double> iou = Optional.empty();

  @Option(
      names = "--classes",
      paramLabel = "A",
      split = ",",
      splitSynopsisLabel = ",",
      description = "Names of the only classes wanted.")
  private String[] classes = {};

  @Option(names = "--max", paramLabel = "N", description = "Most detections of an image.")
  private Optional<Integer> max = Optional.empty();

  @Option(
      names = "--top-k",
      paramLabel = "N",
      description = "Candidates that go into non-maximum suppression.")
  private Optional<Integer> topK = Optional.empty();

  @Option(names = "--single-label", description = "One class for each box, the best.")
  private boolean singleLabel;

  @Option(
      names = "--class-agnostic",
      description = "Boxes of different classes suppress each other.")
  private boolean classAgnostic;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images that go through the network together (default ${DEFAULT-VALUE}).")
  private int batch = 1;

  @Option(
      names = "--skip-resize",
      description = "Images go in at their own size, padded to a multiple of 32.")
  private boolean skipResize;

  /**
   * The options.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  PredictOptions options(boolean keepImage) {
    PredictOptions.Builder b =
        PredictOptions.builder()
            .classes(classes)
            .skipImageResizing(skipResize)
            .keepImage(keepImage)
            .batchSize(batch);
    conf.ifPresent(b::conf);
    iou.ifPresent(b::iou);
    max.ifPresent(b::maxPredictions);
    topK.ifPresent(b::nmsTopK);
    if (singleLabel) {
      b.multiLabelPerBox(false);
    }
    if (classAgnostic) {
      b.classAgnosticNms(true);
    }
    return b.build();
  }

  /** The names of classes can be checked only when the model is there. */
  void requireKnownClasses(CommandSpec command, YoloNas model) {
    for (String name : classes) {
      if (!model.classNames().contains(name)) {
        throw WrongUsage.of(
            command,
            "--classes: the model knows no '%s'. %s"
                .formatted(name, Suggestion.of(name, model.classNames())));
      }
    }
  }
}
