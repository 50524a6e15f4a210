package io.github.yolonas.train.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder that is deleted when it is closed, with all that is in it.
 *
 * @param path where it is
 */
record ScratchFolder(Path path) implements AutoCloseable {

  /** In a folder, or where that will be made: on the same disk. */
  static ScratchFolder in(Path folder) {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = Objects.requireNonNull(there.getParent(), "root");
    }
    try {
      return new ScratchFolder(Files.createTempDirectory(there, ".dry-run"));
    } catch (IOException e) {
      throw new RecipeException(there.toString(), "cannot be written in: " + e, e);
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
