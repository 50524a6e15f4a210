package io.github.yolonas.examples.command;

import io.github.yolonas.CalibrationMethod;
import io.github.yolonas.QuantizationOptions;
import io.github.yolonas.QuantizationReport;
import io.github.yolonas.QuantizationReportWriter;
import io.github.yolonas.Quantizer;
import io.github.yolonas.examples.terminal.ProgressLine;
import io.github.yolonas.preprocess.ImageFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas quantize}: makes a checkpoint that computes in 8-bit integers. */
@Command(
    name = "quantize",
    description = "Makes an int8 checkpoint, calibrated on images; it runs on the CPU.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  yolonas quantize --model model.pth --calibrate photos -o int8.safetensors",
      "  yolonas quantize --model model.pth --calibrate photos --method minmax \\",
      "      --report report.json -o int8.safetensors"
    })
final class QuantizeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "IN",
      required = true,
      description = "Checkpoint in floating point: .pth, .pt, .safetensors.")
  private Path model = Path.of("");

  @Option(
      names = "--calibrate",
      paramLabel = "DIR",
      required = true,
      description = "Folder of images like those that the model will see; some dozens will do.")
  private Path images = Path.of("");

  @Option(
      names = "--method",
      paramLabel = "M",
      converter = CalibrationMethodConverter.class,
      description = "minmax, percentile, entropy (default) or average.")
  private CalibrationMethod method = CalibrationMethod.ENTROPY;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what each layer lost, and what became of detections, as JSON.")
  private Optional<Path> report = Optional.empty();

  @Option(
      names = "-o",
      paramLabel = "OUT.safetensors",
      required = true,
      description = "The file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--force",
      description = "Replace OUT.safetensors, and the report, if they exist.")
  private boolean force;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!ImageFiles.extension(out.toString()).equals("safetensors")) {
      throw WrongUsage.of(command, "-o: expected a name in .safetensors, found " + out);
    }
    if (!Files.isDirectory(images)) {
      throw WrongUsage.of(command, "--calibrate: expected a folder of images, found " + images);
    }
    requireRoom(command, "-o", out);
    report.ifPresent(file -> requireRoom(command, "--report", file));
    PrintWriter err = command.commandLine().getErr();
    QuantizationReport result;
    try (ProgressLine progress =
        ProgressLine.of(err, "calibrate", "images", OptionalLong.empty())) {
      QuantizationOptions options =
          QuantizationOptions.builder().method(method).progress(progress).build();
      result = Quantizer.quantize(model, images, out, options);
    }
    err.printf("wrote %s%n%s%n", out, result);
    report.ifPresent(file -> QuantizationReportWriter.write(result, file));
    return 0;
  }

  private void requireRoom(CommandSpec command, String option, Path file) {
    if (WrongUsage.isSameFile(model, file)) {
      throw WrongUsage.of(
          command, option + ": expected another file than --model, found " + file + " twice");
    }
    if (Files.exists(file) && !force) {
      throw WrongUsage.of(command, option + ": " + file + " exists; replace it with --force");
    }
  }
}
