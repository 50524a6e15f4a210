package io.github.yolonas.train.log;

import java.time.Duration;

/** Durations as logs have them. */
final class Seconds {
  private static final double NANOS = 1e9;

  private Seconds() {}

  static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
