package io.github.yolonas.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Text that goes to a writer, whose errors become unchecked. */
record Lines(Writer out) {

  void write(String text) {
    try {
      out.write(text);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("cannot be written: " + e.getMessage(), e);
  }
}
