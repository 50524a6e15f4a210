package io.github.yolonas.examples.command;

import io.github.yolonas.onnx.OnnxExportOptions;
import io.github.yolonas.onnx.OnnxExporter;
import io.github.yolonas.preprocess.ImageFiles;
import io.github.yolonas.preprocess.InputSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas export}: writes a checkpoint's network for other runtimes. */
@Command(
    name = "export",
    description = "Writes a checkpoint as an ONNX graph, with its weights.",
    sortOptions = false,
    footer = {
      "",
      "The graph takes letterboxed RGB images, [N,3,H,W]. It gives boxes and scores; with --nms",
      "rows of image, x1, y1, x2, y2, score, label.",
      "",
      "Example:",
      "  yolonas export --model model.pth --nms --uint8-input -o model.onnx"
    })
final class ExportCommand implements Callable<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})[xX×](\\d{1,5})");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "IN",
      required = true,
      description = "Checkpoint: .pth, .pt, .safetensors.")
  private Path model = Path.of("");

  @Option(
      names = "-o",
      paramLabel = "OUT.onnx",
      required = true,
      description = "The file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--size",
      paramLabel = "HxW",
      description = "Height and width of the input, multiples of 32; default the model's.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--dynamic-batch", description = "Any number of images; default one.")
  private boolean dynamicBatch;

  @Option(names = "--nms", description = "Suppress overlapping boxes in the graph.")
  private boolean nms;

  @Option(
      names = "--uint8-input",
      description = "8-bit RGB in, normalized by the graph; default fp32, normalized outside.")
  private boolean uint8Input;

  @Option(names = "--qdq", description = "Write a quantized checkpoint's layers as quantized ones.")
  private boolean qdq;

  @Option(names = "--force", description = "Replace OUT.onnx if it exists.")
  private boolean force;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (!ImageFiles.extension(out.toString()).equals("onnx")) {
      throw WrongUsage.of(command, "-o: expected a name in .onnx, found " + out);
    }
    OnnxExportOptions options = options(command);
    if (Files.exists(out) && !force) {
      throw WrongUsage.of(command, "-o: " + out + " exists; replace it with --force");
    }
    OnnxExporter.export(model, out, options);
    command.commandLine().getErr().printf("wrote %s%n", out);
    return 0;
  }

  private OnnxExportOptions options(CommandSpec command) {
    OnnxExportOptions.Builder b =
        OnnxExportOptions.builder().nms(nms).uint8Input(uint8Input).qdq(qdq);
    if (dynamicBatch) {
      b.dynamicBatch();
    }
    size.map(text -> inputSize(command, text)).ifPresent(s -> b.inputSize(s.height(), s.width()));
    return b.build();
  }

  private static InputSize inputSize(CommandSpec command, String text) {
    Matcher sides = SIZE.matcher(text);
    if (!sides.matches()) {
      throw WrongUsage.of(
          command, "--size: expected height x width, such as 480x832, found " + text);
    }
    int height = Integer.parseInt(sides.group(1));
    int width = Integer.parseInt(sides.group(2));
    return WrongUsage.checked(command, () -> new InputSize(height, width));
  }
}
