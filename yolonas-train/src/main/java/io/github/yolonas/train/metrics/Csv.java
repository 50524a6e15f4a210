package io.github.yolonas.train.metrics;

/** Fields of comma-separated values, as RFC 4180 has them, for people and their spreadsheets. */
final class Csv {
  private Csv() {}

  /**
   * The text, in quotes if it must be. Names come from data sets and models; one that a spreadsheet
   * would compute, which may run programs, gets an apostrophe before it, as one types it there.
   */
  static String field(String text) {
    String name = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
