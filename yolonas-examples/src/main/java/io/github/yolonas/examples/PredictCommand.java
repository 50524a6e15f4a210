package io.github.yolonas.examples;

import io.github.yolonas.Device;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
  private static final int DONE = 0;
  private static final int SOME_FAILED = 1;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Checkpoint: .pth, .pt, .safetensors. Without: a small model of shapes.")
  private Optional<Path> model = Optional.empty();

  @Option(names = "--conf", paramLabel = "F", description = "Least score, 0 to 1.")
  private Optional<Double> conf = Optional.empty();

  @Option(
      names = "--iou",
      paramLabel = "F",
      description = "Overlap above which the weaker box is dropped, 0 to 1.")
  private Optional<Double> iou = Optional.empty();

  @Option(
      names = "--classes",
      paramLabel = "A,B",
      split = ",",
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
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      converter = DeviceConverter.class,
      description = "cpu, cuda:N or auto (default).")
  private Device device = Device.auto();

  @Option(
      names = "--precision",
      paramLabel = "P",
      defaultValue = "auto",
      description = "fp32, bf16, fp16, int8 or auto (default).")
  private Precision precision = Precision.AUTO;

  @Option(names = "--threads", paramLabel = "N", description = "Threads of a pass; default all.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images that go through the network together (default 1).")
  private int batch = 1;

  @Option(
      names = "--exif",
      paramLabel = "apply|ignore",
      defaultValue = "apply",
      description = "Whether images are turned as their EXIF tag says (default apply).")
  private ExifOrientation exif = ExifOrientation.APPLY;

  @Option(names = "--skip-resize", description = "Images go in at their own size.")
  private boolean skipResize;

  @Option(
      names = "--tile",
      paramLabel = "N",
      description = "Cut images into overlapping tiles of N×N pixels.")
  private Optional<Integer> tile = Optional.empty();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  @Option(names = "-o", paramLabel = "DIR", description = "Write annotated pictures there.")
  private Optional<Path> output = Optional.empty();

  @Parameters(
      paramLabel = "SOURCE",
      arity = "1..*",
      description = "Images, folders of images, http(s) addresses.")
  private List<String> sources = List.of();

  @Override
  public Integer call() {
    PredictOptions options = checked(this::predictOptions);
    YoloNasOptions loading = checked(this::loadOptions);
    CommandSpec command = Objects.requireNonNull(spec);
    try (YoloNas loaded = ShippedModel.load(model, loading);
        Report report = Report.to(command.commandLine(), json)) {
      requireKnownClasses(loaded);
      Optional<PictureFolder> pictures = output.map(PictureFolder::new);
      boolean allRead = true;
      try (Stream<PredictionOutcome> outcomes = outcomes(loaded, options)) {
        for (PredictionOutcome outcome : (Iterable<PredictionOutcome>) outcomes::iterator) {
          report.add(outcome);
          if (outcome instanceof PredictionOutcome.Predicted predicted) {
            pictures.ifPresent(folder -> report.note(folder.save(predicted.prediction())));
          } else {
            allRead = false;
          }
        }
      }
      return allRead ? DONE : SOME_FAILED;
    }
  }

  private Stream<PredictionOutcome> outcomes(YoloNas loaded, PredictOptions options) {
    Stream<ImageSource> images = Sources.of(sources).stream();
    return tile.map(size -> checked(() -> new TiledPredictor(loaded, size)))
        .map(tiles -> images.map(image -> tiled(tiles, image, options)))
        .orElseGet(() -> loaded.stream(images, options));
  }

  private static PredictionOutcome tiled(
      TiledPredictor tiles, ImageSource image, PredictOptions options) {
    try {
      ImageDetectionPrediction result = tiles.predict(image, options);
      return new PredictionOutcome.Predicted(result);
    } catch (ImageReadException e) {
      return new PredictionOutcome.Unreadable(image.name(), e);
    }
  }

  private PredictOptions predictOptions() {
    PredictOptions.Builder b =
        PredictOptions.builder()
            .classes(classes)
            .exif(exif)
            .skipImageResizing(skipResize)
            .keepImage(output.isPresent())
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

  private YoloNasOptions loadOptions() {
    YoloNasOptions.Builder b = YoloNasOptions.builder().device(device).precision(precision);
    threads.ifPresent(b::threads);
    return b.build();
  }

  /** A value out of its range is wrong usage, not failed work. */
  private <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw wrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private void requireKnownClasses(YoloNas loaded) {
    for (String name : classes) {
      if (!loaded.classNames().contains(name)) {
        throw wrongUsage(
            "--classes: the model knows no '%s'. %s"
                .formatted(name, Suggestion.of(name, loaded.classNames())));
      }
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
