package io.github.yolonas.examples.soak;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How long requests took, by kind. Thread-safe. */
final class Latencies {
  private final Map<String, Durations> kinds = new TreeMap<>();

  /** Nanoseconds, as many as there are. */
  private static final class Durations {
    private long[] nanos = new long[256];
    private int count;

    void add(long duration) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = duration;
    }

    Summary summary() {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return new Summary(count, millis(sorted, 0.5), millis(sorted, 0.99), sorted[count - 1] / 1e6);
    }

    /** The smallest duration that {@code fraction} of all do not exceed. */
    private static double millis(long[] sorted, double fraction) {
      int rank = (int) Math.ceil(fraction * sorted.length);
      return sorted[Math.max(rank, 1) - 1] / 1e6;
    }
  }

  /** Of one kind of request, in milliseconds. */
  record Summary(int count, double p50, double p99, double most) {}

  synchronized void add(String kind, long nanos) {
    kinds.computeIfAbsent(kind, k -> new Durations()).add(nanos);
  }

  synchronized Map<String, Summary> summaries() {
    Map<String, Summary> all = new TreeMap<>();
    kinds.forEach((kind, durations) -> all.put(kind, durations.summary()));
    return all;
  }
}
