package io.github.yolonas.video;

import io.github.yolonas.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that grows beside its place and takes it when it is complete. What is not complete when
 * this is closed, or when the JVM is told to end, goes.
 */
final class PartFile implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final Thread hook;

  PartFile(Path target) {
    this.target = target.toAbsolutePath();
    requirePlace(target);
    part = AtomicFile.partOf(target);
    hook = new Thread(this::delete, "delete " + part.getFileName());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void requirePlace(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new VideoWriteException(target + ": expected a file to write, found a directory");
    }
    if (!Files.isDirectory(folder)) {
      throw new VideoWriteException(
          "%s: expected an existing folder to write in, found %s %s"
              .formatted(target, Files.exists(folder) ? "the file" : "no", folder));
    }
    if (Files.exists(target) && !Files.isWritable(target)) {
      throw new VideoWriteException(target + ": exists and is write-protected");
    }
  }

  Path path() {
    return part;
  }

  /** Puts the complete file in its place. */
  void complete() {
    try {
      AtomicFile.complete(part, target);
    } catch (IOException e) {
      throw new VideoWriteException(target + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private void delete() {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      part.toFile().deleteOnExit(); // Windows keeps what is open until its process ends
    }
  }

  @Override
  public void close() {
    delete();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      delete(); // the JVM is ending, and the hook has had its turn or will
    }
  }
}
