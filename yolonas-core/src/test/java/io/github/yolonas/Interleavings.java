package io.github.yolonas;

import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;

/**
 * Short concurrent programs, run again and again by a model checker, which decides each time where
 * threads are switched; it reports deadlocks, too. Programs are written without assertion libraries
 * and executors, whose own steps would be interleaved as well.
 */
public final class Interleavings {
  /** Schedules tried for each program. */
  private static final int SCHEDULES = 1_000;

  /** Runs of a program that is left to the machine's own schedules. */
  private static final int RUNS = 2_000;

  private Interleavings() {}

  /** Fails with the schedule under which {@code program} fails, if one is found. */
  public static void check(Runnable program) {
    Lincheck.runConcurrentTest(SCHEDULES, program);
  }

  /** Runs {@code program} often, without the checker. */
  static void repeat(Runnable program) {
    for (int run = 0; run < RUNS; run++) {
      program.run();
    }
  }

  /** A thread whose failure {@link #join} throws, for the checker sees the first thread's alone. */
  public static final class Strand {
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    private Strand(Runnable body) {
      thread =
          new Thread(
              () -> {
                try {
                  body.run();
                } catch (RuntimeException | AssertionError e) { // others are the checker's own
                  failure = e;
                }
              });
    }
  }

  public static Strand start(Runnable body) {
    Strand strand = new Strand(body);
    strand.thread.start();
    return strand;
  }

  public static void join(Strand... strands) {
    for (Strand strand : strands) {
      try {
        strand.thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (strand.failure != null) {
        throw new AssertionError(strand.failure);
      }
    }
  }

  /** Fails the program under the present schedule. */
  public static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
