package io.github.yolonas.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Times single runs of something, and nothing around them. */
final class Stopwatch {
  private Stopwatch() {}

  /** Milliseconds of each of {@code runs} runs, after {@code warmUps} that do not count. */
  static Quartiles milliseconds(int warmUps, int runs, Callable<?> work) throws Exception {
    for (int i = 0; i < warmUps; i++) {
      work.call();
    }
    double[] times = new double[runs];
    for (int i = 0; i < runs; i++) {
      times[i] = once(work);
    }
    return Quartiles.of(times);
  }

  /** Milliseconds of one run. */
  static double once(Callable<?> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
