package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.examples.terminal.Interruption;
import io.github.yolonas.examples.terminal.Printable;
import io.github.yolonas.examples.terminal.ProgressLine;
import io.github.yolonas.train.metrics.CocoCategory;
import io.github.yolonas.train.metrics.CocoEvaluation;
import io.github.yolonas.train.metrics.CocoEvaluator;
import io.github.yolonas.train.metrics.CocoGroundTruth;
import io.github.yolonas.train.metrics.CocoResults;
import io.github.yolonas.train.metrics.DetectionEvaluation;
import io.github.yolonas.train.metrics.EvaluationReport;
import io.github.yolonas.train.metrics.ModelDetections;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas eval}: tells how good detections are, or a model is. */
@Command(
    name = "eval",
    description = "Measures detections, of a file or of a model, with COCO's numbers.",
    sortOptions = false,
    footer = {
      "",
      "A model is measured as the original validates: with scores from 0.01 on and its own",
      "thresholds otherwise. It takes --model and --images.",
      "",
      "Examples:",
      "  yolonas eval --ground-truth val.json --detections results.json",
      "  yolonas eval --ground-truth val.json --model model.pth --images val --report report"
    })
final class EvalCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--ground-truth",
      paramLabel = "COCO.json",
      required = true,
      description = "Images, categories and annotations, in COCO's format.")
  private Path groundTruth = Path.of("");

  @Option(
      names = "--detections",
      paramLabel = "COCO_RESULTS.json",
      description = "Detections of any detector, in COCO's format for results.")
  private Optional<Path> detections = Optional.empty();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Where the images are: for a model to see, and for the report to show.")
  private Optional<Path> images = Optional.empty();

  @Mixin private ModelArguments model = new ModelArguments();
  @Mixin private DetectionArguments detection = new DetectionArguments();
  @Mixin private ExifArgument exif = new ExifArgument();

  @Option(
      names = "--json",
      description = "Print {\"stats\": [twelve numbers], \"perCategoryAp\": {\"1\": …}}.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write a page with curves, confusions and the worst images there.")
  private Optional<Path> report = Optional.empty();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    requireOneSource(command);
    PredictOptions options = WrongUsage.checked(command, () -> exif.with(detection.options(false)));
    YoloNasOptions loading = WrongUsage.checked(command, model::options);
    CocoGroundTruth truth = CocoGroundTruth.read(groundTruth);
    CocoResults results =
        detections
            .map(file -> CocoResults.read(file, truth))
            .orElseGet(() -> predict(command, truth, loading, options));
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    noteUnknownCategories(truth, results, err);
    if (json) {
      CocoEvaluation coco = CocoEvaluator.evaluate(truth, results);
      out.println(coco.toJson());
    }
    if (!json || report.isPresent()) {
      DetectionEvaluation evaluation = DetectionEvaluation.of(truth, results);
      if (!json) {
        out.println(Printable.of(EvaluationText.of(evaluation)));
      }
      report.ifPresent(folder -> err.println("wrote " + write(evaluation, folder)));
    }
    out.flush();
    return 0;
  }

  private void requireOneSource(CommandSpec command) {
    boolean hasModel = command.commandLine().getParseResult().hasMatchedOption("--model");
    if (detections.isPresent() == hasModel) {
      throw WrongUsage.of(
          command, "expected either --detections FILE or --model FILE with --images DIR");
    }
    if (hasModel && images.isEmpty()) {
      throw WrongUsage.of(command, "--model: expected --images DIR beside it");
    }
    images
        .filter(folder -> !Files.isDirectory(folder))
        .ifPresent(
            folder -> {
              throw WrongUsage.of(
                  command, "--images: expected a folder of images, found " + folder);
            });
  }

  /** They are no error, for a detector may know more; but all of them would be a mix-up. */
  private static void noteUnknownCategories(
      CocoGroundTruth truth, CocoResults results, PrintWriter err) {
    Set<Long> known = truth.categories().stream().map(CocoCategory::id).collect(Collectors.toSet());
    long unknown =
        results.detections().stream().filter(d -> !known.contains(d.categoryId())).count();
    if (unknown > 0) {
      err.printf(
          "yolonas: left out %d of %d detections, of categories that the ground truth lacks%n",
          unknown, results.detections().size());
    }
  }

  private CocoResults predict(
      CommandSpec command, CocoGroundTruth truth, YoloNasOptions loading, PredictOptions options) {
    try (YoloNas loaded = model.load(loading);
        ProgressLine line =
            ProgressLine.of(
                command.commandLine().getErr(),
                "evaluate",
                "images",
                OptionalLong.of(truth.images().size()))) {
      detection.requireKnownClasses(command, loaded);
      return ModelDetections.of(
          loaded,
          truth,
          images.orElseThrow(),
          options,
          (done, total) -> {
            line.progressed(done, total);
            Interruption.check();
          });
    }
  }

  private Path write(DetectionEvaluation evaluation, Path folder) {
    EvaluationReport page =
        EvaluationReport.of("Detections on " + groundTruth.getFileName(), evaluation);
    return images.map(page::withImages).orElse(page).write(folder);
  }
}
