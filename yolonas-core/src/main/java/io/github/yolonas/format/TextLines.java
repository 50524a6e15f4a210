package io.github.yolonas.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.BiConsumer;

/** The lines of a text, none longer than {@link Limits#TEXT}. */
final class TextLines {
  private TextLines() {}

  /** Hands on each line, without its end, and where it is. */
  static void forEach(String name, Reader in, BiConsumer<Place, String> lines) {
    try {
      BufferedReader buffered = new BufferedReader(in);
      StringBuilder line = new StringBuilder();
      long number = 1;
      for (int c = buffered.read(); c >= 0; c = buffered.read()) {
        if (c == '\n') {
          lines.accept(new Place(name, number++), text(line));
          line.setLength(0);
        } else {
          line.append((char) c);
          if (line.length() > Limits.TEXT) {
            Limits.text(line.length(), "line", new Place(name, number));
          }
        }
      }
      if (!line.isEmpty()) {
        lines.accept(new Place(name, number), text(line));
      }
    } catch (IOException e) {
      throw TextFile.unreadable(name, e);
    }
  }

  private static String text(StringBuilder line) {
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }
}
