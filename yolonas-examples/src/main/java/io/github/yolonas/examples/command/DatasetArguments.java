package io.github.yolonas.examples.command;

import io.github.yolonas.train.data.DetectionDatasets;
import io.github.yolonas.train.data.FileDataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a data set is opened, and where a new one may go: for every command that has one. */
final class DatasetArguments {
  @Option(
      names = "--names",
      paramLabel = "A,B",
      split = ",",
      description =
          "The classes, in the order of labels, where no classes.txt names them; for PASCAL VOC, by"
              + " default those of its objects in alphabetical order.")
  private List<String> names = List.of();

  /**
   * Opens a data set.
   *
   * @throws io.github.yolonas.train.data.DatasetException if it is none
   */
  FileDataset open(Path path) {
    return DetectionDatasets.open(path, names);
  }

  /** Refuses a place where something is, before any work is done for it. */
  static void requireNew(CommandSpec command, String option, Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw WrongUsage.of(command, option + ": expected a new folder, found the file " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw WrongUsage.of(
            command,
            "%s: expected a new or empty folder, found files in %s".formatted(option, folder));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
