package io.github.yolonas.examples.terminal;

import java.io.PrintWriter;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C during work that may take long to come to a good end: it interrupts the worker and does
 * not end the process, which then ends with the status of its work, however long that takes. A
 * second Ctrl-C ends it at once. Signals to terminate are {@link Interruption}'s.
 */
public final class CtrlC implements AutoCloseable {
  private static final String SIGNAL = "INT";

  private final @Nullable Object previous;

  private CtrlC(@Nullable Object previous) {
    this.previous = previous;
  }

  /**
   * From now on, until it is closed.
   *
   * @param err is told
   */
  public static CtrlC interrupts(Thread worker, PrintWriter err) {
    return new CtrlC(Signals.register(SIGNAL, () -> interrupt(worker, err)));
  }

  private static void interrupt(Thread worker, PrintWriter err) {
    Signals.registerDefault(SIGNAL);
    worker.interrupt();
    err.println();
    err.println("yolonas: stopping; Ctrl-C again ends it at once");
    err.flush();
  }

  /** What it did before. */
  @Override
  public void close() {
    if (previous != null) {
      Signals.unregister(SIGNAL, previous);
    }
  }
}
