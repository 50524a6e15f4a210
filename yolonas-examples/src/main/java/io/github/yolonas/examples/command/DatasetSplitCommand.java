package io.github.yolonas.examples.command;

import io.github.yolonas.train.data.DatasetLayout;
import io.github.yolonas.train.data.DatasetSplit;
import io.github.yolonas.train.data.FileDataset;
import io.github.yolonas.train.data.ImageTransfer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas dataset split}: parts a data set for training, validation and test. */
@Command(
    name = "split",
    description = "Parts a data set for training, validation and test, each class in proportion.",
    sortOptions = false,
    footer = {
      "",
      "The same data set, fractions and seed give the same parts.",
      "",
      "Examples:",
      "  yolonas dataset split all -o parted",
      "  yolonas dataset split all --fractions 0.9,0.1 --seed 7 --images link -o parted"
    })
final class DatasetSplitCommand implements Callable<Integer> {
  private static final List<String> PARTS = List.of("train", "val", "test");

  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatasetArguments datasets = new DatasetArguments();

  @Option(
      names = "--fractions",
      paramLabel = "F",
      split = ",",
      description = "Of the images for train, val and, if wanted, test; default 0.8,0.1,0.1.")
  private List<Double> fractions = List.of(0.8, 0.1, 0.1);

  @Option(names = "--seed", paramLabel = "N", description = "Of what chance decides; default 0.")
  private long seed;

  @Option(
      names = "--format",
      paramLabel = "coco|yolo|voc",
      description = "The format to write; default coco.")
  private DatasetLayout format = DatasetLayout.COCO;

  @Option(
      names = "--images",
      paramLabel = "copy|link|none",
      description = "Copy the images (default), link to them, or write labels alone.")
  private ImageTransfer images = ImageTransfer.COPY;

  @Option(
      names = "-o",
      paramLabel = "DIR",
      required = true,
      description = "Write train, val and test there; new or empty.")
  private Path out = Path.of("");

  @Parameters(paramLabel = "IN", description = "The data set to part.")
  private Path in = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (fractions.size() < 2 || fractions.size() > PARTS.size()) {
      throw WrongUsage.of(command, "--fractions: expected two or three, found " + fractions.size());
    }
    DatasetArguments.requireNew(command, "-o", out);
    DatasetSplit split = split(command, datasets.open(in));
    for (int i = 0; i < split.parts().size(); i++) {
      Path folder = out.resolve(PARTS.get(i));
      DatasetOutput.write(command, split.parts().get(i), folder, format, images);
    }
    return 0;
  }

  private DatasetSplit split(CommandSpec command, FileDataset dataset) {
    double[] parts = fractions.stream().mapToDouble(Double::doubleValue).toArray();
    try {
      return DatasetSplit.of(dataset, seed, parts);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw WrongUsage.of(command, message.startsWith("fractions:") ? "--" + message : message);
    }
  }
}
