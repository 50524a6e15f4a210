package io.github.yolonas.preprocess.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The time by which a download of several steps must be done.
 *
 * @param timeout for all of them
 * @param end of them, by {@link System#nanoTime}
 */
record Deadline(Duration timeout, long end) {

  /** A step that may wait for something that cannot be told to give up. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  static Deadline in(Duration timeout) {
    return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
  }

  static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  /**
   * Runs a step in a thread of its own, which may outlive the deadline. Not in the common pool, of
   * which a few names that do not resolve would take every thread.
   */
  <T> T await(Step<T> step) throws IOException {
    return await(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return step.run();
              } catch (IOException e) {
                throw new CompletionException(new Refusal(e));
              }
            },
            Deadline::inItsThread));
  }

  private static void inItsThread(Runnable step) {
    Thread thread = new Thread(step, "yolonas-download");
    thread.setDaemon(true);
    thread.start();
  }

  <T> T await(CompletableFuture<T> result) throws IOException {
    try {
      return result.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("the download took longer than " + seconds(timeout), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the download was interrupted").initCause(e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof Refusal refusal
          ? refusal.reason
          : HttpDownload.failure(cause, timeout);
    }
  }

  /** A step's own words, which need no others around them. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final IOException reason;

    Refusal(IOException reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
