package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.TilingOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.examples.terminal.Interruption;
import io.github.yolonas.preprocess.ImageSource;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas predict}: detects objects on images and prints, or draws, what it finds. */
@Command(
    name = "predict",
    description = "Detects objects on images.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  yolonas predict street.jpg -o annotated",
      "  yolonas predict --model model.pth --conf 0.4 --classes person,dog photos/ --json",
      "  yolonas predict --model model.pth --tile 640 satellite.tif -o annotated",
      "  yolonas predict photos/ --format csv,yolo --crops -o found",
      "  yolonas predict crowd.jpg --annotators pixelate,box,label -o annotated",
      "  yolonas predict --recursive photos 'more/**/*.jpg' archive.zip --json > all.json"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelArguments model = new ModelArguments();
  @Mixin private DetectionArguments detection = new DetectionArguments();

  @Mixin private ExifArgument exif = new ExifArgument();
  @Mixin private TileArguments tiles = new TileArguments();

  @Option(names = "--recursive", description = "Folders stand for those in them, too.")
  private boolean recursive;

  @Option(
      names = "--on-error",
      paramLabel = "skip|stop",
      description = "What a source that cannot be read does to the rest (default skip).")
  private OnError onError = OnError.SKIP;

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Mixin private OutputArguments output = new OutputArguments();

  @Parameters(
      paramLabel = "SOURCE",
      arity = "1..*",
      description =
          "Image files, folders, patterns ('photos/**/*.jpg'), .zip archives, .txt lists of sources,"
              + " http(s) or file addresses.")
  private List<String> sources = List.of();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    PredictOptions options =
        WrongUsage.checked(command, () -> exif.with(detection.options(output.needsPixels())));
    YoloNasOptions loading = WrongUsage.checked(command, model::options);
    Optional<TilingOptions> tiling = WrongUsage.checked(command, tiles::options);
    Sources images = Sources.of(sources, recursive);
    output.check(command, images);
    try (YoloNas loaded = model.load(loading);
        ResultOutputs outputs = new ResultOutputs()) {
      detection.requireKnownClasses(command, loaded);
      output.open(outputs, images, loaded.classNames());
      try (Report report = report(command, tiling, outputs, images)) {
        Function<Stream<ImageSource>, Stream<PredictionOutcome>> predict =
            tiling.isPresent()
                ? TileArguments.predictor(loaded, options, tiling.get(), report.progress())
                : all -> loaded.stream(all, options);
        report(predict.apply(images.images().stream()).iterator(), report);
        return report.isFaultless() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }

  private Report report(
      CommandSpec command, Optional<TilingOptions> tiling, ResultOutputs outputs, Sources images) {
    return tiling.isPresent()
        ? Report.ofTiles(command.commandLine(), json, outputs)
        : Report.ofImages(command.commandLine(), json, outputs, images.images().size());
  }

  private void report(Iterator<PredictionOutcome> outcomes, Report report) {
    while (outcomes.hasNext() && (report.isFaultless() || onError == OnError.SKIP)) {
      Interruption.check();
      report.add(outcomes.next());
    }
    report.complete();
  }
}
