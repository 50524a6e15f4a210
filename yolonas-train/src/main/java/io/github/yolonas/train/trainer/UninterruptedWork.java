package io.github.yolonas.train.trainer;

import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Work that an interrupt must not break off. Java closes a file channel under the hands of a thread
 * that is interrupted; so files are written by another thread, which nobody knows.
 */
final class UninterruptedWork {
  private UninterruptedWork() {}

  /** Does it and waits for its end. An interrupt meanwhile is not lost: it is set afterwards. */
  static void run(Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    Thread thread = new Thread(task, "yolonas-trainer-files");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause; // a Runnable throws nothing that is checked
  }
}
