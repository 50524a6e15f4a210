package io.github.yolonas.checkpoint;

import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The copy of a stream in a temporary file. If copying fails, nothing remains of it. */
final class SpooledStream {
  private static final String ADVICE = "; another place is set with -Djava.io.tmpdir=…";

  private SpooledStream() {}

  /** Says of reading and of writing which failed, for a disk that is full is not the stream's. */
  static Path copy(InputStream in, String name, long most) {
    Path copy = create(name);
    try (OutputStream out = Files.newOutputStream(copy)) {
      byte[] chunk = new byte[TensorContent.CHUNK];
      long total = 0;
      for (int count = read(in, chunk, name); count >= 0; count = read(in, chunk, name)) {
        total += count;
        if (total > most) {
          throw CheckpointException.expected(
              name,
              "stream",
              "at most %d bytes (CheckpointLimits.maxStreamBytes)".formatted(most),
              "more");
        }
        out.write(chunk, 0, count);
      }
      return copy;
    } catch (IOException e) {
      delete(copy, e);
      throw unwritable(name, copy, e);
    } catch (RuntimeException | Error e) { // an Error may be too little memory
      delete(copy, e);
      throw e;
    }
  }

  private static Path create(String name) {
    try {
      return Files.createTempFile("yolonas-", ".checkpoint");
    } catch (IOException e) {
      throw unwritable(name, Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  private static int read(InputStream in, byte[] chunk, String name) {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      throw new CheckpointException(name + ": the stream cannot be read: " + IoErrors.reason(e), e);
    }
  }

  private static CheckpointException unwritable(String name, Path place, IOException e) {
    return new CheckpointException(
        "%s: the stream cannot be copied to %s: %s%s"
            .formatted(name, place, IoErrors.reason(e), ADVICE),
        e);
  }

  static void delete(Path copy, Throwable reason) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
