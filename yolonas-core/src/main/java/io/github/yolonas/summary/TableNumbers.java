package io.github.yolonas.summary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as Python writes them: rounded half to even, of the exact binary value. */
final class TableNumbers {
  private TableNumbers() {}

  /** Such as {@code 19,053,888}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
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
    return " (%s): %s".formatted(unit, value == Math.rint(value) ? whole(value) : part(value));
  }

  private static String whole(double value) {
    return grouped((long) value);
  }

  private static String part(double value) {
    return String.format(Locale.ROOT, "%,.2f", rounded(value));
  }

  private static BigDecimal rounded(double value) {
    return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN);
  }
}
