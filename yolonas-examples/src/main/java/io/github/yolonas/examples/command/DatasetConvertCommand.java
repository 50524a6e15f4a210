package io.github.yolonas.examples.command;

import io.github.yolonas.train.data.DatasetLayout;
import io.github.yolonas.train.data.ImageTransfer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yolonas dataset convert}: writes a data set in another format. */
@Command(
    name = "convert",
    description = "Writes a data set in another format.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  yolonas dataset convert VOC2007 coco --format coco",
      "  yolonas dataset convert annotations/train.json yolo --format yolo --images link"
    })
final class DatasetConvertCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Mixin private DatasetArguments datasets = new DatasetArguments();

  @Option(
      names = "--format",
      paramLabel = "coco|yolo|voc",
      required = true,
      description = "The format to write.")
  private DatasetLayout format = DatasetLayout.COCO;

  @Option(
      names = "--images",
      paramLabel = "copy|link|none",
      description = "Copy the images (default), link to them, or write labels alone.")
  private ImageTransfer images = ImageTransfer.COPY;

  @Parameters(index = "0", paramLabel = "IN", description = "The data set to read.")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder to write: new or empty.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    DatasetArguments.requireNew(command, "OUT", out);
    DatasetOutput.write(command, datasets.open(in), out, format, images);
    return 0;
  }
}
