package io.github.yolonas.postprocess;

/** Checks of numbers; each message names the parameter, what was expected and what was found. */
final class Ranges {
  private Ranges() {}

  /** From 0 to 1, both included; NaN is outside. */
  static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected 0 to 1, found " + value);
    }
  }

  /** Above 0 and up to 1; NaN is outside. */
  static void positiveFraction(String name, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected above 0 and up to 1, found " + value);
    }
  }

  /** Predictions that are put together must be of one image. */
  static void sameShape(ImageShape expected, ImageShape found) {
    if (!expected.equals(found)) {
      throw new IllegalArgumentException(
          "predictions of one image: expected height × width %d×%d, found %d×%d"
              .formatted(expected.height(), expected.width(), found.height(), found.width()));
    }
  }

  static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + ": expected at least " + least + ", found " + value);
    }
  }

  static void below(String name, long limit, int value) {
    if (value >= limit) {
      throw new IllegalArgumentException(
          name + ": expected less than " + limit + ", found " + value);
    }
  }

  static void length(String name, int expected, int found) {
    if (expected != found) {
      throw new IllegalArgumentException(
          name + ": expected length " + expected + ", found " + found);
    }
  }
}
