package io.github.yolonas.examples.command;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.ProgressListener;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.examples.terminal.Printable;
import io.github.yolonas.examples.terminal.ProgressLine;
import io.github.yolonas.train.distill.PseudoLabelOptions;
import io.github.yolonas.train.distill.PseudoLabelSummary;
import io.github.yolonas.train.distill.PseudoLabeller;
import io.github.yolonas.train.loader.BadImagePolicy;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas pseudo-label}: a model labels images for another to learn from. */
@Command(
    name = "pseudo-label",
    description = "Labels images with what a model is sure of, as a data set in COCO's format.",
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all images are labelled",
      "1:some cannot be read and were skipped, or the work failed",
      "2:wrong usage"
    },
    footer = {
      "",
      "Examples:",
      "  yolonas pseudo-label --model large.pth --images photos -o labels.json",
      "  yolonas pseudo-label --model large.pth --images photos --conf 0.6 \\",
      "      --class-conf star=0.8,circle=0.4 --least-side 8 -o labels.json"
    })
final class PseudoLabelCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private ModelArguments teacher = new ModelArguments();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      required = true,
      description = "The images to label, with those of the folders in it.")
  private Path images = Path.of("");

  @Option(
      names = "--conf",
      paramLabel = "F",
      description = "Least score of a label, 0 to 1 (default ${DEFAULT-VALUE}).")
  private double conf = 0.5;

  @Option(
      names = "--class-conf",
      paramLabel = "NAME=F",
      split = ",",
      description = "Least scores of classes that need another.")
  private Map<String, Double> classConf = new LinkedHashMap<>();

  @Option(
      names = "--least-side",
      paramLabel = "N",
      description = "Leave out boxes narrower or lower than so many pixels; default none.")
  private double leastSide;

  @Option(
      names = "--bad-images",
      paramLabel = "skip|stop",
      description = "What to do about images that cannot be read (default ${DEFAULT-VALUE}).")
  private BadImagePolicy badImages = BadImagePolicy.SKIP;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Images that go through the network together (default ${DEFAULT-VALUE}).")
  private int batch = PredictOptions.DEFAULT_BATCH_SIZE;

  @Option(
      names = "-o",
      paramLabel = "COCO.json",
      required = true,
      description = "The file to write, in an existing folder.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!Files.isDirectory(images)) {
      throw WrongUsage.of(command, "--images: expected a folder of images, found " + images);
    }
    if (!command.commandLine().getParseResult().hasMatchedOption("--model")) {
      throw WrongUsage.of(command, "expected --model FILE, the teacher's checkpoint");
    }
    YoloNasOptions loading = WrongUsage.checked(command, teacher::options);
    PrintWriter err = command.commandLine().getErr();
    PseudoLabelSummary done;
    try (ProgressLine progress = ProgressLine.of(err, "label", "images", OptionalLong.empty())) {
      PseudoLabelOptions options = WrongUsage.checked(command, () -> options(progress));
      try (YoloNas model = teacher.load(loading)) {
        done =
            WrongUsage.checked(command, () -> new PseudoLabeller(model, options))
                .label(images, out);
      }
    }
    report(done, err);
    return done.skipped().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private PseudoLabelOptions options(ProgressListener progress) {
    return PseudoLabelOptions.builder()
        .conf(conf)
        .classConf(classConf)
        .leastSide(leastSide)
        .batchSize(batch)
        .badImages(badImages)
        .progress(progress)
        .build();
  }

  private static void report(PseudoLabelSummary done, PrintWriter err) {
    done.skipped()
        .forEach(image -> err.println("yolonas: skipped " + Printable.of(image.reason())));
    err.printf("wrote %s: %d images, %d objects%n", done.file(), done.images(), done.objects());
    done.objectsByClass()
        .forEach((name, count) -> err.printf("  %s: %d%n", Printable.of(name), count));
    err.flush();
  }
}
