package io.github.yolonas.format;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** Text files in UTF-8: written whole or not at all, read strictly. */
final class TextFile {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private TextFile() {}

  /** Creates or replaces a file. */
  static void write(Path file, Consumer<Writer> content) {
    try {
      AtomicFile.write(file, part -> fill(part, content));
    } catch (IOException e) {
      throw new ResultWriteException(file + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }

  private static void fill(Path part, Consumer<Writer> content) throws IOException {
    try (Writer out = Files.newBufferedWriter(part)) {
      content.accept(out);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A writer that stays open for as long as the stream does; flush it, do not close it. */
  static Writer on(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Reads a file; a byte order mark is passed over. */
  static <T> T read(Path file, Function<Reader, T> content) {
    try (InputStream bytes = Files.newInputStream(file);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
      in.mark(1);
      if (in.read() != BYTE_ORDER_MARK) {
        in.reset();
      }
      return content.apply(in);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /** What cannot be decoded is an error of the format, all else one of the file system. */
  static RuntimeException unreadable(String name, IOException e) {
    return e instanceof CharacterCodingException
        ? new FormatException(name + ": expected text in UTF-8, found other bytes", e)
        : new UncheckedIOException(name + ": cannot be read: " + IoErrors.reason(e), e);
  }
}
