package io.github.yolonas.quantize;

/**
 * The real numbers that an activation takes.
 *
 * @param least not above {@code greatest}
 * @param greatest finite
 */
record Range(double least, double greatest) {
  /** Of nothing but zeros. */
  static final Range ZERO = new Range(0, 0);

  /** Wide enough for both. */
  Range union(Range other) {
    return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest));
  }

  /** The greatest distance from 0. */
  double magnitude() {
    return Math.max(Math.abs(least), Math.abs(greatest));
  }

  /** Cut at {@code limit} on both sides of 0. */
  Range within(double limit) {
    return new Range(Math.max(least, -limit), Math.min(greatest, limit));
  }
}
