package io.github.yolonas.examples.command;

import io.github.yolonas.Variant;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.examples.terminal.Printable;
import io.github.yolonas.summary.ModelSummary;
import io.github.yolonas.summary.RowSetting;
import io.github.yolonas.summary.SummaryColumn;
import io.github.yolonas.summary.SummaryOptions;
import java.io.PrintWriter;
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

/** {@code yolonas summary}: prints a network layer by layer, from shapes alone. */
@Command(
    name = "summary",
    description = "Prints a network layer by layer, as torchinfo prints the original's.",
    sortOptions = false,
    footer = {
      "",
      "Without --model and --variant: the small model of symbols. Nothing runs: a batch of any size",
      "takes milliseconds.",
      "",
      "Examples:",
      "  yolonas summary --variant s --input-size 16,3,640,640 \\",
      "      --col-names input_size,output_size,num_params,trainable --col-width 20 \\",
      "      --row-settings var_names",
      "  yolonas summary --model model.pth --fused --depth 5 --json"
    })
final class SummaryCommand implements Callable<Integer> {
  private static final int COCO_CLASSES = 80;
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,9}),(\\d{1,9}),(\\d{1,9}),(\\d{1,9})");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "Checkpoint: .pth, .pt, .safetensors. Its weights are not read.")
  private Optional<Path> model = Optional.empty();

  @Option(
      names = "--variant",
      paramLabel = "s|m|l",
      description = "A published network in place of a checkpoint.")
  private Optional<Variant> variant = Optional.empty();

  @Option(
      names = "--num-classes",
      paramLabel = "N",
      description = "How many classes the variant tells apart; default 80.")
  private Optional<Integer> numClasses = Optional.empty();

  @Option(
      names = "--input-size",
      paramLabel = "N,C,H,W",
      description = "Images, channels, height, width; default one image of the model's size.")
  private Optional<String> inputSize = Optional.empty();

  @Option(
      names = "--col-names",
      paramLabel = "NAME",
      split = ",",
      splitSynopsisLabel = ",",
      converter = SummaryNames.Column.class,
      description =
          "Of input_size, output_size, num_params, kernel_size, mult_adds, params_percent,"
              + " trainable, dtype; default output_size,num_params.")
  private SummaryColumn[] columns = {SummaryColumn.OUTPUT_SIZE, SummaryColumn.NUM_PARAMS};

  @Option(
      names = "--col-width",
      paramLabel = "N",
      description = "Characters of a column (default ${DEFAULT-VALUE}).")
  private int columnWidth = 25;

  @Option(
      names = "--row-settings",
      paramLabel = "NAME",
      split = ",",
      splitSynopsisLabel = ",",
      converter = SummaryNames.Row.class,
      description = "Of var_names, depth, ascii_only; default depth.")
  private RowSetting[] rowSettings = {RowSetting.DEPTH};

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "How deep a layer with a row may lie (default ${DEFAULT-VALUE}).")
  private int depth = 3;

  @Option(names = "--fused", description = "What runs, in place of the original's modules.")
  private boolean fused;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    requireOneSubject(command);
    SummaryOptions options = WrongUsage.checked(command, () -> options(command));
    ModelSummary summary = WrongUsage.checked(command, () -> summary(options));
    PrintWriter out = command.commandLine().getOut();
    out.println(json ? summary.toJson() : Printable.of(summary));
    return 0;
  }

  private void requireOneSubject(CommandSpec command) {
    if (model.isPresent() && variant.isPresent()) {
      throw WrongUsage.of(command, "--model, --variant: expected one of them, found both");
    }
    if (numClasses.isPresent() && variant.isEmpty()) {
      throw WrongUsage.of(
          command, "--num-classes: expected --variant too; a checkpoint has its own");
    }
  }

  private ModelSummary summary(SummaryOptions options) {
    if (variant.isPresent()) {
      return ModelSummary.of(variant.get(), numClasses.orElse(COCO_CLASSES), options);
    }
    try (Checkpoint checkpoint = model.map(Checkpoint::open).orElseGet(ShippedModel::open)) {
      return ModelSummary.of(checkpoint, options);
    }
  }

  private SummaryOptions options(CommandSpec command) {
    SummaryOptions.Builder b =
        SummaryOptions.builder()
            .columns(columns)
            .columnWidth(columnWidth)
            .rowSettings(rowSettings)
            .depth(depth)
            .fused(fused);
    inputSize.ifPresent(text -> setInputSize(command, text, b));
    return b.build();
  }

  private static void setInputSize(CommandSpec command, String text, SummaryOptions.Builder b) {
    Matcher numbers = SIZE.matcher(text.replace(" ", ""));
    if (!numbers.matches()) {
      throw WrongUsage.of(
          command,
          "--input-size: expected images, channels, height, width, such as 16,3,640,640, found "
              + text);
    }
    b.inputSize(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        Integer.parseInt(numbers.group(3)),
        Integer.parseInt(numbers.group(4)));
  }
}
