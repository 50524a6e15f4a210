package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that at its path there is at any time the old content or the new, never a part:
 * into a file beside it, which then takes its place.
 */
final class AtomicFile {
  /** Fills the new file. */
  interface Writer {
    void write(FileChannel out) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Creates or replaces {@code target}.
   *
   * @throws CheckpointException if that is impossible; then nothing remains of the attempt
   */
  static void write(Path target, Writer writer) {
    Path absolute = target.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      throw new CheckpointException(target + ": expected a file to write, found a directory");
    }
    Path part =
        absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel out =
          FileChannel.open(
              part,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE)) {
        writer.write(out);
      }
      move(part, absolute);
    } catch (IOException e) {
      discard(part, e);
      throw new CheckpointException(target + ": cannot be written: " + reason(e), e);
    } catch (RuntimeException e) {
      discard(part, e);
      throw e;
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void discard(Path part, Exception reason) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** The file system's exceptions often say by their class alone what is wrong. */
  private static String reason(IOException e) {
    return "%s (%s)".formatted(e.getMessage(), e.getClass().getSimpleName());
  }
}
