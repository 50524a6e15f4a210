package io.github.yolonas.preprocess;

import java.util.List;

/** Argument checks of the processing steps; each message says what was expected and found. */
final class Checks {
  /** Far above any network's input, and small enough that {@code height * width * 3} is an int. */
  private static final int LARGEST_SIDE = 16_384;

  private Checks() {}

  static void size(int height, int width) {
    if (height < 1 || width < 1 || height > LARGEST_SIDE || width > LARGEST_SIDE) {
      throw new IllegalArgumentException(
          "size: expected height and width from 1 to %d, found %d×%d"
              .formatted(LARGEST_SIDE, height, width));
    }
  }

  static void pixel(int value) {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("padValue: expected 0 to 255, found " + value);
    }
  }

  static void divisor(String name, double value) {
    if (!Double.isFinite(value) || value == 0) {
      throw new IllegalArgumentException(name + ": expected a finite non-zero, found " + value);
    }
  }

  static void channels(String name, List<Double> values) {
    if (values.size() != 3) {
      throw new IllegalArgumentException(name + ": expected 3 channels, found " + values.size());
    }
  }
}
