package io.github.yolonas.examples.terminal;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Text for people, without what a terminal would obey: names of classes and files come from
 * strangers, and an escape sequence in one could recolour, hide or rewrite what is on the screen.
 */
public final class Printable {
  private static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  /** What something says, every control character but tabs and ends of lines replaced. */
  public static String of(Object text) {
    StringBuilder printable = new StringBuilder(text.toString());
    for (int i = 0; i < printable.length(); i++) {
      printable.setCharAt(i, of(printable.charAt(i)));
    }
    return printable.toString();
  }

  /** A writer of such text on another, which stays open. */
  public static PrintWriter on(Writer out) {
    return new PrintWriter(
        new FilterWriter(out) {
          @Override
          public void write(int c) throws IOException {
            out.write(of((char) c));
          }

          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            out.write(of(new String(text, offset, length)));
          }

          @Override
          public void write(String text, int offset, int length) throws IOException {
            out.write(of(text.substring(offset, offset + length)));
          }
        });
  }

  private static char of(char c) {
    boolean obeyed = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    return obeyed ? REPLACEMENT : c;
  }
}
