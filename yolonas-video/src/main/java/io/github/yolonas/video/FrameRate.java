package io.github.yolonas.video;

import java.util.Locale;

/**
 * Frames per second, exactly: television's 29.97 is {@code 30000/1001}.
 *
 * @param numerator frames, 1 or more
 * @param denominator in so many seconds, 1 or more
 */
public record FrameRate(int numerator, int denominator) {

  /** Checks the range. */
  public FrameRate {
    if (numerator < 1 || denominator < 1) {
      throw new IllegalArgumentException(
          "frame rate: expected a positive fraction, found %d/%d"
              .formatted(numerator, denominator));
    }
  }

  /** A whole number of frames per second. */
  public static FrameRate of(int framesPerSecond) {
    return new FrameRate(framesPerSecond, 1);
  }

  /** Frames per second. */
  public double toDouble() {
    return (double) numerator / denominator;
  }

  /** What a frame lasts, to the nearest nanosecond. */
  public long frameNanos() {
    return Math.round(1e9 * denominator / numerator);
  }

  @Override
  public String toString() {
    return denominator == 1
        ? numerator + " fps"
        : String.format(Locale.ROOT, "%.2f fps", toDouble());
  }
}
