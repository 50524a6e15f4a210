package io.github.yolonas.bench;

import io.github.yolonas.preprocess.InputSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for what is generated; gone with all its content when closed. */
record TemporaryFolder(Path path) implements AutoCloseable {

  static TemporaryFolder create() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("yolonas-bench"));
  }

  /** Writes a generated checkpoint into it. */
  Path generate(Variant variant, InputSize size) {
    Path file = path.resolve(variant.label() + ".pth");
    GeneratedCheckpoint.write(file, variant, size);
    return file;
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(path)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
