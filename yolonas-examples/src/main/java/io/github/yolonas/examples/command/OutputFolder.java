package io.github.yolonas.examples.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that {@code -o} names. */
final class OutputFolder {
  private OutputFolder() {}

  /** Creates the folder if there is none. */
  static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException("-o " + folder + ": expected a folder, found a file", e);
    } catch (IOException e) {
      throw new UncheckedIOException("-o " + folder + ": cannot be created: " + e, e);
    }
  }
}
