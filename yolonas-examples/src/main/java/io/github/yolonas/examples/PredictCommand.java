package io.github.yolonas.examples;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.Path;
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
      "  yolonas predict --model model.pth --tile 640 satellite.tif -o annotated"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelArguments model = new ModelArguments();
  @Mixin private DetectionArguments detection = new DetectionArguments();

  @Option(
      names = "--tile",
      paramLabel = "N",
      description = "Cut images into overlapping tiles of N×N pixels.")
  private Optional<Integer> tile = Optional.empty();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Write annotated pictures there; never over a source.")
  private Optional<Path> output = Optional.empty();

  @Parameters(
      paramLabel = "SOURCE",
      arity = "1..*",
      description = "Image files, folders of images, http(s) or file addresses.")
  private List<String> sources = List.of();

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    PredictOptions options =
        WrongUsage.checked(command, () -> detection.options(output.isPresent()));
    YoloNasOptions loading = WrongUsage.checked(command, model::options);
    Sources images = Sources.of(sources);
    Optional<PictureFolder> pictures =
        output.map(folder -> new PictureFolder(folder, images.files()));
    try (YoloNas loaded = model.load(loading)) {
      detection.requireKnownClasses(command, loaded);
      Function<Stream<ImageSource>, Stream<PredictionOutcome>> predict =
          WrongUsage.checked(command, () -> predictor(loaded, options));
      try (Report report = new Report(command.commandLine(), json, pictures)) {
        images.outcomes(predict).forEach(report::add);
        return report.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
      }
    }
  }

  private Function<Stream<ImageSource>, Stream<PredictionOutcome>> predictor(
      YoloNas loaded, PredictOptions options) {
    if (tile.isEmpty()) {
      return images -> loaded.stream(images, options);
    }
    TiledPredictor tiles = new TiledPredictor(loaded, tile.get());
    return images -> images.map(image -> tiled(tiles, image, options));
  }

  private static PredictionOutcome tiled(
      TiledPredictor tiles, ImageSource image, PredictOptions options) {
    try {
      return new PredictionOutcome.Predicted(tiles.predict(image, options));
    } catch (ImageReadException e) {
      return new PredictionOutcome.Unreadable(image.name(), e);
    }
  }
}
