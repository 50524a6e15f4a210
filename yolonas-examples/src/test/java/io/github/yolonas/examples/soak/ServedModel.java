package io.github.yolonas.examples.soak;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a server does to change its model while it serves: put a new one in place, close the old.
 */
final class ServedModel implements AutoCloseable {
  private final AtomicReference<Serving> current;
  private final LongAdder refused = new LongAdder();

  ServedModel(Serving first) {
    current = new AtomicReference<>(first);
  }

  Serving current() {
    return current.get();
  }

  /** Requests that met a model on its way out, and were sent to the new one. */
  long refused() {
    return refused.sum();
  }

  void replace(Serving next) {
    current.getAndSet(next).close();
  }

  /** Sends a request again if it met a model that was just replaced. */
  void send(Request request) throws Exception {
    while (true) {
      Serving serving = current.get();
      try {
        request.send(serving);
        return;
      } catch (IllegalStateException | CompletionException | ExecutionException e) {
        if (serving.model() == current.get().model() || !saysClosed(e)) {
          throw e;
        }
        refused.increment();
      }
    }
  }

  static boolean saysClosed(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IllegalStateException && String.valueOf(t.getMessage()).endsWith("closed")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    current.get().close();
  }
}
