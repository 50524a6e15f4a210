package io.github.yolonas.train.augment;

/** Checks of ranges; the message names what is wrong. */
final class Checks {
  private Checks() {}

  static double within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s: expected %s to %s, found %s".formatted(name, least, most, value));
    }
    return value;
  }

  static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s: expected %d to %d, found %d".formatted(name, least, most, value));
    }
    return value;
  }

  static void ordered(String name, double from, double to) {
    if (from > to) {
      throw new IllegalArgumentException(
          "%s: expected the least first, found %s to %s".formatted(name, from, to));
    }
  }
}
