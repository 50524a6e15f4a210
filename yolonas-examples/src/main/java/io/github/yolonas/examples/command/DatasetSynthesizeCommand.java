package io.github.yolonas.examples.command;

import io.github.yolonas.train.data.DatasetLayout;
import io.github.yolonas.train.data.ImageTransfer;
import io.github.yolonas.train.synthetic.IntRange;
import io.github.yolonas.train.synthetic.SyntheticDataset;
import io.github.yolonas.train.synthetic.SyntheticOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

  @ArgGroup(heading = "Which images:%n", exclusive = false)
  private Look look = new Look();

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

  /** How hard they are to see. */
  static final class Look {
    private static final SyntheticOptions USUAL = SyntheticOptions.defaults();

    @Option(
        names = "--width",
        paramLabel = "N[-M]",
        converter = IntRangeConverter.class,
        description = "Pixels across; default 240-480.")
    private IntRange width = USUAL.width();

    @Option(
        names = "--height",
        paramLabel = "N[-M]",
        converter = IntRangeConverter.class,
        description = "Pixels down; default 240-480.")
    private IntRange height = USUAL.height();

    @Option(
        names = "--objects",
        paramLabel = "N[-M]",
        converter = IntRangeConverter.class,
        description = "How many on an image; default 0-8.")
    private IntRange objects = USUAL.objects();

    @Option(
        names = "--smallest",
        paramLabel = "X",
        description =
            "The least side of an object, as a share of the image's shorter one; default 0.03125.")
    private double smallest = USUAL.smallestObject();

    @Option(
        names = "--largest",
        paramLabel = "X",
        description = "The greatest, likewise; default ${DEFAULT-VALUE}.")
    private double largest = USUAL.largestObject();

    @Option(
        names = "--hidden",
        paramLabel = "X",
        description = "How much of an object may be hidden; default ${DEFAULT-VALUE}.")
    private double hidden = USUAL.maxHidden();

    @Option(
        names = "--degraded",
        paramLabel = "X",
        description = "The share of blurred, noisy, dim images; default ${DEFAULT-VALUE}.")
    private double degraded = USUAL.degradedShare();

    void apply(SyntheticOptions.Builder options) {
      options
          .width(width)
          .height(height)
          .objects(objects)
          .smallestObject(smallest)
          .largestObject(largest)
          .maxHidden(hidden)
          .degradedShare(degraded);
    }
  }

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
    SyntheticOptions.Builder options =
        SyntheticOptions.builder().size(count).seed(seed).classNames(classes);
    look.apply(options);
    return options.build();
  }
}
