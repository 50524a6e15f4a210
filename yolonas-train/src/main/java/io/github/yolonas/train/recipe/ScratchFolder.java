package io.github.yolonas.train.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is deleted when it is closed, with all that is in it.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements AutoCloseable {

  /** In a folder, so on the same disk. */
  static ScratchFolder in(Path folder) {
    try {
      Files.createDirectories(folder);
      return new ScratchFolder(Files.createTempDirectory(folder, ".dry-run"));
    } catch (IOException e) {
      throw new RecipeException(folder.toString(), "cannot be written in: " + e, e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new RecipeException(path.toString(), "cannot be deleted: " + e, e);
    }
  }
}
