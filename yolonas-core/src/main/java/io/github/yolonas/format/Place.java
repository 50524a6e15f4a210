package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import java.util.regex.Pattern;

/**
 * Where a reader is, for what it has to complain about; and the checks of texts that hold numbers.
 *
 * @param file what the text is called
 * @param line from 1
 */
record Place(String file, long line) {
  /** Java's own parsers take hexadecimal, a trailing f, white space, other scripts' digits, NaN. */
  private static final Pattern DECIMAL =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,50}(?:\\.[0-9]{0,50})?|\\.[0-9]{1,50})" + "(?:[eE][+-]?[0-9]{1,4})?");

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
  private static final int QUOTED = 60;

  FormatException expected(String field, String expected, String found) {
    return new FormatException(
        "%s:%s: %s: expected %s, found %s".formatted(file, line, field, expected, quoted(found)),
        null);
  }

  /** A finite number. */
  float number(String field, String text) {
    return (float) real(field, text, Float.parseFloat(decimal(field, text)));
  }

  /** A finite number, in the precision of a double. */
  double precise(String field, String text) {
    return real(field, text, Double.parseDouble(decimal(field, text)));
  }

  private double real(String field, String text, double value) {
    if (!Double.isFinite(value)) {
      throw expected(field, "a finite number", text);
    }
    return value;
  }

  private String decimal(String field, String text) {
    String trimmed = text.strip();
    if (!DECIMAL.matcher(trimmed).matches()) {
      throw expected(field, "a finite number", text);
    }
    return trimmed;
  }

  float score(String field, String text) {
    float score = number(field, text);
    if (!(score >= 0 && score <= 1)) {
      throw expected(field, "0 to 1", text);
    }
    return score;
  }

  /** A whole number without a sign. */
  int whole(String field, int least, String text) {
    String trimmed = text.strip();
    int value = WHOLE.matcher(trimmed).matches() ? Integer.parseInt(trimmed) : -1;
    if (value < least) {
      throw expected(field, "a whole number of at least " + least, text);
    }
    return value;
  }

  /** A box that is not inverted and whose size is finite too. */
  BoundingBox box(float x1, float y1, float x2, float y2) {
    BoundingBox box = new BoundingBox(x1, y1, x2, y2);
    boolean sound =
        box.width() >= 0 && box.height() >= 0 && Float.isFinite(box.width() + box.height());
    if (!sound) {
      throw expected("box", "x1 ≤ x2 and y1 ≤ y2", "[%s, %s, %s, %s]".formatted(x1, y1, x2, y2));
    }
    return box;
  }

  /** A foreign text, fit for a message: short, on one line. */
  static String quoted(String text) {
    String line = text.replaceAll("\\p{Cc}", "�");
    return "'" + (line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "…") + "'";
  }
}
