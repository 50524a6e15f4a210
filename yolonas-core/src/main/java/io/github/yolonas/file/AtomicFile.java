package io.github.yolonas.file;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Writes a file so that at its path there is at any time the old content or the new, never a part:
 * into a file beside it, which then takes its place.
 */
public final class AtomicFile {

  /** Makes the new file, which does not exist yet. */
  public interface Writer {
    /** Creates and fills {@code part}. */
    void write(Path part) throws IOException;
  }

  private AtomicFile() {}

  /**
   * Creates or replaces {@code target}.
   *
   * @throws IOException if that is impossible; then nothing remains of the attempt
   */
  public static void write(Path target, Writer writer) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path part = absolute.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      writer.write(part);
      move(part, absolute);
    } catch (IOException | RuntimeException | Error e) { // an Error may be too little memory
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

  private static void discard(Path part, Throwable reason) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
