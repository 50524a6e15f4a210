package io.github.yolonas.examples.command;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Timings;
import io.github.yolonas.examples.terminal.ProgressLine;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.FormatException;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.train.data.FileDataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas dataset show}: draws the boxes of a data set on its images. */
@Command(
    name = "show",
    description = "Draws the boxes of a data set on some of its images.",
    sortOptions = false,
    footer = {"", "Example:", "  yolonas dataset show train --count 50 -o pictures"})
final class DatasetShowCommand implements Callable<Integer> {
  private static final Timings NO_TIME =
      new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatasetArguments datasets = new DatasetArguments();

  @Option(
      names = "-o",
      paramLabel = "DIR",
      description = "Write the pictures there; default dataset-pictures.")
  private Path out = Path.of("dataset-pictures");

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many, evenly from the whole data set; default 20.")
  private int count = 20;

  @Parameters(paramLabel = "IN", description = "The data set.")
  private Path in = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (count < 1) {
      throw WrongUsage.of(command, "--count: expected 1 or more, found " + count);
    }
    DatasetArguments.requireNew(command, "-o", out);
    FileDataset dataset = datasets.open(in);
    int shown = Math.min(count, dataset.size());
    PrintWriter err = command.commandLine().getErr();
    int written = 0;
    try (ProgressLine progress = ProgressLine.of(err, "draw", "images", OptionalLong.of(shown))) {
      Files.createDirectories(out);
      for (int k = 0; k < shown; k++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("interrupted; what was done until now stays");
        }
        int index = (int) ((long) k * dataset.size() / shown);
        written += draw(dataset, index, err) ? 1 : 0;
        progress.progressed(k + 1L, OptionalLong.of(shown));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("-o " + out + ": cannot be made: " + e.getMessage(), e);
    }
    err.printf("wrote %s: %d pictures of %d images%n", out, written, dataset.size());
    return written == shown ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** One that cannot be read stands in nobody's way; false then. */
  private boolean draw(FileDataset dataset, int index, PrintWriter err) {
    AnnotatedImage annotations;
    ImageDetectionPrediction picture;
    try {
      annotations = dataset.annotations(index);
      picture =
          new ImageDetectionPrediction(
              annotations.name(),
              Optional.of(dataset.read(index).image()),
              dataset.classNames(),
              annotations.prediction(),
              NO_TIME);
    } catch (ImageReadException | FormatException | UncheckedIOException e) {
      err.println("yolonas: " + e.getMessage());
      return false;
    }
    String name = dataset.imageFile(index).getFileName().toString().replaceFirst("\\.[^.]*$", "");
    picture.save(
        out.resolve("%06d-%s.jpg".formatted(index, name)),
        DrawOptions.builder().showConfidence(false).build());
    return true;
  }
}
