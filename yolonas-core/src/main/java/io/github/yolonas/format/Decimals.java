package io.github.yolonas.format;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text: a point, no exponent, no grouping, whatever the locale. */
final class Decimals {
  private Decimals() {}

  /** The shortest decimal that reads back as the same float. */
  static String shortest(float value) {
    return plain(new BigDecimal(NumberOutput.toString(value, true)));
  }

  /** A number to a few decimals, without trailing zeros. */
  static String rounded(double value, int decimals) {
    return plain(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
