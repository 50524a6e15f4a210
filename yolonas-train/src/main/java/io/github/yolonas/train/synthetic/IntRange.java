package io.github.yolonas.train.synthetic;

/**
 * Whole numbers from one to another. Immutable.
 *
 * @param min the smallest
 * @param max the largest, itself among them
 */
public record IntRange(int min, int max) {
  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if {@code max} is below {@code min}
   */
  public IntRange {
    if (max < min) {
      throw new IllegalArgumentException(
          "range: expected a largest number of %d or more, found %d".formatted(min, max));
    }
  }

  /** This number and no other. */
  public static IntRange of(int only) {
    return new IntRange(only, only);
  }

  /** Whether this range lies in another. */
  boolean isWithin(int least, int most) {
    return least <= min && max <= most;
  }

  /** As messages show it: {@code 240–480}. */
  @Override
  public String toString() {
    return min + "–" + max;
  }
}
