package io.github.yolonas.train.loader;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How much of the time since its making somebody waited. Thread-safe. */
final class WaitMeter {
  private final LongSupplier clock;
  private final long start;
  private long waited;
  private OptionalLong waitingSince = OptionalLong.empty();
  private OptionalLong end = OptionalLong.empty();

  /** Starts now. */
  WaitMeter(LongSupplier nanoClock) {
    clock = nanoClock;
    start = nanoClock.getAsLong();
  }

  synchronized void waitingBegins() {
    waitingSince = OptionalLong.of(clock.getAsLong());
  }

  synchronized void waitingEnds() {
    waited += waitingNow(clock.getAsLong());
    waitingSince = OptionalLong.empty();
  }

  /** Later times do not count. Stopping again does nothing. */
  synchronized void stop() {
    if (end.isEmpty()) {
      end = OptionalLong.of(clock.getAsLong());
    }
  }

  /** From 0 to 1. */
  synchronized double share() {
    long now = end.orElseGet(clock);
    long total = now - start;
    return total <= 0 ? 0 : Math.min(1, (waited + waitingNow(now)) / (double) total);
  }

  private long waitingNow(long now) {
    return waitingSince.isPresent() ? Math.max(0, now - waitingSince.getAsLong()) : 0;
  }
}
