package io.github.yolonas.examples.terminal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does: it asks the working thread to stop, and gives it time to finish or take back
 * the file that it is writing.
 */
public final class Interruption {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread worker;

  private Interruption(Thread worker) {
    this.worker = worker;
  }

  /** From now on, the end of the process waits for {@link #finished}. */
  public static Interruption of(Thread worker) {
    Interruption interruption = new Interruption(worker);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "interruption"));
    return interruption;
  }

  private void stop() {
    if (finished.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("yolonas: did not stop in time");
      }
    } catch (InterruptedException e) { // the process ends anyway
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done, or has been given up. */
  public void finished() {
    finished.countDown();
  }

  /**
   * For loops, between one piece of work and the next.
   *
   * @throws CancellationException if the thread was asked to stop
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted; what was complete by then stays");
    }
  }
}
