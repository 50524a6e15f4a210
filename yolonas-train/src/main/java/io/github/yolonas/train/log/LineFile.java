package io.github.yolonas.train.log;

import io.github.yolonas.file.AtomicFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that grows by lines. It is opened for each of them and closed again: nothing waits in a
 * buffer, and there is nothing to close when a training ends by an exception.
 *
 * <p>Works through file streams and not channels, which an interrupted thread cannot write to: the
 * last lines of a training that is interrupted are wanted too.
 */
final class LineFile {
  /** Gives back the bytes of any file as they were. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private final Path path;
  private boolean begun;

  LineFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** What becomes of a line that is there when a log begins. */
  @FunctionalInterface
  interface Keep {
    /**
     * Whether it stays.
     *
     * @param number from 1
     * @param line without its end
     */
    boolean test(int number, String line);
  }

  /**
   * Replaces the file by the lines to be kept, after some of its own. A last line without an end
   * was being written when the process was killed, and is dropped.
   *
   * @param head what the file begins with, whole lines or nothing
   * @throws TrainingLogException if it cannot be written; then it is as before
   */
  void restart(String head, Keep keep) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      AtomicFile.write(
          path,
          part -> {
            try (Writer out =
                new BufferedWriter(
                    new OutputStreamWriter(new FileOutputStream(part.toFile()), BYTES))) {
              out.write(head);
              if (Files.exists(path)) {
                copy(out, keep);
              }
            }
          });
      begun = true;
    } catch (IOException e) {
      throw TrainingLogException.unwritable(path, e);
    }
  }

  private void copy(Writer out, Keep keep) throws IOException {
    try (Reader in =
        new BufferedReader(new InputStreamReader(new FileInputStream(path.toFile()), BYTES))) {
      StringBuilder line = new StringBuilder();
      int number = 1;
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c != '\n') {
          line.append((char) c);
          continue;
        }
        if (keep.test(number, line.toString())) {
          out.append(line).append('\n');
        }
        number++;
        line.setLength(0);
      }
    }
  }

  /**
   * Adds a line.
   *
   * @throws IllegalStateException if the log has not begun
   * @throws TrainingLogException if that is impossible
   */
  void append(String line) {
    if (!begun) {
      throw new IllegalStateException(path + ": expected started before anything else");
    }
    append(path, (line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds bytes to a file.
   *
   * @throws TrainingLogException if that is impossible
   */
  static void append(Path file, byte[] bytes) {
    try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
      out.write(bytes);
    } catch (IOException e) {
      throw TrainingLogException.unwritable(file, e);
    }
  }
}
