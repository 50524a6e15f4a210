package io.github.yolonas.video;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Decodes in a thread of its own, some frames ahead of who takes them. That thread starts with the
 * first {@link #take} and ends with the video, or with {@link #close}.
 *
 * <p>A live source is not held up: it overwrites the oldest frame that nobody has taken.
 */
final class ReadAhead implements AutoCloseable {
  private final FrameSource source;
  private final String name;
  private final LongPredicate wanted;
  private final int capacity;
  private final Deque<VideoFrame> queue = new ArrayDeque<>();
  private @Nullable Thread thread;
  private @Nullable Throwable failure;
  private boolean ended;
  private boolean closed;

  /**
   * A queue before a source, which stays the caller's to close, after this.
   *
   * @param capacity most frames that wait, 1 or more
   */
  ReadAhead(FrameSource source, String name, LongPredicate wanted, int capacity) {
    this.source = source;
    this.name = name;
    this.wanted = wanted;
    this.capacity = source.info().isLive() ? 1 : capacity;
  }

  /**
   * The next frame; waits for it.
   *
   * @return empty at the end, and after {@link #close}
   * @throws VideoReadException what ended the decoding, after all frames before
   * @throws CancellationException if the waiting thread is interrupted; the flag stays set
   */
  synchronized Optional<VideoFrame> take() {
    start();
    while (queue.isEmpty() && !ended && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException(name + ": interrupted while waiting for a frame");
      }
    }
    if (closed) {
      return Optional.empty();
    }
    if (queue.isEmpty()) {
      rethrow();
    }
    notifyAll();
    return Optional.ofNullable(queue.poll());
  }

  private void start() {
    if (thread == null && !closed) {
      Thread decoding = new Thread(this::decode, "decode " + name);
      decoding.setDaemon(true);
      decoding.start();
      thread = decoding; // only once it runs: without room for its stack the next call tries again
    }
  }

  private void rethrow() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void decode() {
    Throwable thrown = null;
    try {
      boolean more = true;
      while (more) {
        more = source.next(wanted).map(this::put).orElse(false);
      }
    } catch (RuntimeException | Error e) {
      thrown = e; // for the consumer, be it memory that is lacking
    }
    end(thrown);
  }

  private synchronized void end(@Nullable Throwable thrown) {
    failure = thrown;
    ended = true;
    notifyAll();
  }

  /** Whether more is wanted. */
  private synchronized boolean put(VideoFrame frame) {
    try {
      while (queue.size() >= capacity && !closed) {
        if (source.info().isLive()) {
          queue.remove();
        } else {
          wait();
        }
      }
    } catch (InterruptedException e) {
      return false; // nobody but a debugger knows this thread
    }
    queue.add(frame);
    notifyAll();
    return !closed;
  }

  /** Ends the thread and waits until it has. Idempotent. */
  @Override
  public void close() {
    Thread decoding;
    synchronized (this) {
      if (closed) {
        return; // the source may be gone by now
      }
      closed = true;
      decoding = thread;
      queue.clear();
      notifyAll();
    }
    if (decoding == null) {
      return;
    }
    source.cancel();
    boolean interrupted = false;
    while (decoding.isAlive()) {
      try {
        decoding.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
