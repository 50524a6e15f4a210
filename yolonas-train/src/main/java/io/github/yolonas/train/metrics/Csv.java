package io.github.yolonas.train.metrics;

/** Fields of comma-separated values, as RFC 4180 has them. */
final class Csv {
  private Csv() {}

  /** The text, in quotes if it must be. */
  static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
