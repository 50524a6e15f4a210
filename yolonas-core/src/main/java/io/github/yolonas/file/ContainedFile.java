package io.github.yolonas.file;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files that a description names, a data set's say. It may come from anywhere, and must not make us
 * read files from elsewhere.
 */
public final class ContainedFile {
  private ContainedFile() {}

  /**
   * The path of a name inside of a folder, or of one below it. Nothing is looked up: there may be
   * no such file.
   *
   * @param folder the folder
   * @param name relative to it
   * @return empty if the name is, or leads out of the folder
   * @throws java.nio.file.InvalidPathException if no file can have the name
   */
  public static Optional<Path> of(Path folder, String name) {
    Path file = folder.resolve(name).normalize();
    return Optional.of(file).filter(f -> !name.isEmpty() && f.startsWith(folder.normalize()));
  }
}
