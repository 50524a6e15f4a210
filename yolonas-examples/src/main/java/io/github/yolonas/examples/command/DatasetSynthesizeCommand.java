package io.github.yolonas.examples.command;

import io.github.yolonas.train.data.DatasetLayout;
import io.github.yolonas.train.data.ImageTransfer;
import io.github.yolonas.train.synthetic.SyntheticDataset;
import io.github.yolonas.train.synthetic.SyntheticOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code yolonas dataset synthesize}: makes a data set of printed symbols. */
@Command(
    name = "synthesize",
    description = "Makes images of printed symbols on varied backgrounds, with their boxes.",
    sortOptions = false,
    footer = {
      "",
      "The same seed gives the same images on every machine. Another one gives images to validate",
      "with.",
      "",
      "Examples:",
      "  yolonas dataset synthesize --count 2000 --seed 1 -o train",
      "  yolonas dataset synthesize --count 200 --seed 2 --classes circle,star -o val"
    })
final class DatasetSynthesizeCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many images; default ${DEFAULT-VALUE}.")
  private int count = 1000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Which images; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--classes",
      paramLabel = "A",
      split = ",",
      description = "What to draw; default all: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Symbols.class)
  private List<String> classes = SyntheticOptions.CLASS_NAMES;

  @Option(
      names = "--format",
      paramLabel = "coco|yolo|voc",
      description = "The format to write; default coco.")
  private DatasetLayout format = DatasetLayout.COCO;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write: new or empty.")
  private Path out = Path.of("");

  /** What can be drawn. */
  static final class Symbols extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Symbols() {
      super(SyntheticOptions.CLASS_NAMES);
    }
  }

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    DatasetArguments.requireNew(command, "-o", out);
    SyntheticOptions options = WrongUsage.checked(command, this::options);
    DatasetOutput.write(command, new SyntheticDataset(options), out, format, ImageTransfer.COPY);
    return 0;
  }

  private SyntheticOptions options() {
    return SyntheticOptions.builder().size(count).seed(seed).classNames(classes).build();
  }
}
