package io.github.yolonas.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as Python writes them: rounded half to even, of the exact binary value. */
final class TableNumbers {
  private TableNumbers() {}

  /** Of a number that is not negative, such as {@code 19,053,888}. */
  static String grouped(long number) {
    StringBuilder digits = new StringBuilder().append(number);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /** Such as {@code 0.22%}. */
  static String percent(long part, long whole) {
    return rounded(100 * ((double) part / whole)).toPlainString() + "%";
  }

  /** Of 1,000,000 bytes, such as {@code 14996.48}. */
  static String megabytes(long bytes) {
    return rounded(bytes / 1e6).toPlainString();
  }

  /** In the greatest unit of which there is at least one, such as {@code (G): 277.02}. */
  static String withUnit(long number) {
    double scale = number >= 1e12 ? 1e12 : number >= 1e9 ? 1e9 : number >= 1e6 ? 1e6 : 1e3;
    if (number < scale) {
      return ": " + number;
    }
    String unit = scale == 1e12 ? "T" : scale == 1e9 ? "G" : scale == 1e6 ? "M" : "k";
    double value = number / scale;
    return " (" + unit + "): " + (value == Math.rint(value) ? grouped((long) value) : part(value));
  }

  private static String part(double value) {
    BigDecimal rounded = rounded(value);
    String text = rounded.toPlainString();
    return grouped(rounded.longValue()) + text.substring(text.indexOf('.'));
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
  }
}
