package io.github.yolonas.examples.command;

import io.github.yolonas.examples.terminal.ProgressLine;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.DatasetConversion;
import io.github.yolonas.train.data.DatasetConverter;
import io.github.yolonas.train.data.DatasetException;
import io.github.yolonas.train.data.DatasetLayout;
import io.github.yolonas.train.data.ImageTransfer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/** Writes a data set, and says so. */
final class DatasetOutput {
  private DatasetOutput() {}

  static void write(
      CommandSpec command,
      Dataset dataset,
      Path folder,
      DatasetLayout layout,
      ImageTransfer images) {
    if (dataset.size() == 0) {
      throw new DatasetException(folder + ": expected images to write, found none");
    }
    PrintWriter err = command.commandLine().getErr();
    DatasetConversion done;
    try (ProgressLine progress =
        ProgressLine.of(err, "write", "images", OptionalLong.of(dataset.size()))) {
      done =
          DatasetConverter.to(layout)
              .withImages(images)
              .withProgress(progress)
              .write(dataset, folder);
    }
    err.printf("wrote %s: %d images, %d objects%n", folder, done.images(), done.objects());
    if (done.crowdsLeftOut() > 0) {
      err.printf(
          "yolonas: left out %d objects that are not to be taught, which YOLO's labels cannot mark%n",
          done.crowdsLeftOut());
    }
    err.flush();
  }
}
