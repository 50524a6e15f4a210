package io.github.yolonas.format;

/** Indented elements, one a line. */
final class VocXml {
  private final StringBuilder xml = new StringBuilder();
  private int depth;

  void begin(String element) {
    indent().append('<').append(element).append(">\n");
    depth++;
  }

  void end(String element) {
    depth--;
    indent().append("</").append(element).append(">\n");
  }

  void text(String element, String text) {
    indent().append('<').append(element).append('>').append(escaped(text));
    xml.append("</").append(element).append(">\n");
  }

  /** What was written since the last time. */
  String take() {
    String text = xml.toString();
    xml.setLength(0);
    return text;
  }

  private StringBuilder indent() {
    return xml.append("  ".repeat(depth));
  }

  private static String escaped(String text) {
    text.codePoints()
        .filter(c -> !isXml(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw new IllegalArgumentException(
                  "expected characters that XML can hold, found U+%04X in %s"
                      .formatted(c, Place.quoted(text)));
            });
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\r", "&#13;");
  }

  /** XML 1.0, production 2. */
  private static boolean isXml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
