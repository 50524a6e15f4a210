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
    Path part = partOf(target);
    try {
      writer.write(part);
      complete(part, target);
    } catch (IOException | RuntimeException | Error e) { // an Error may be too little memory
      discard(part, e);
      throw e;
    }
  }

  /**
   * A new name beside {@code target}, where it may grow; for writers that need more than a call.
   */
  public static Path partOf(Path target) {
    return target.toAbsolutePath().resolveSibling("." + UUID.randomUUID() + ".part");
  }

  /** Puts a complete part in its place. */
  public static void complete(Path part, Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    try {
      Files.move(part, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
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
