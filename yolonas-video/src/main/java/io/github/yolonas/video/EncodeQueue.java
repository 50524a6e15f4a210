package io.github.yolonas.video;

import io.github.yolonas.video.ffmpeg.FfmpegException;
import io.github.yolonas.video.ffmpeg.VideoFile;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Encodes in a thread of its own, which owns the file that is written and closes it. */
final class EncodeQueue implements AutoCloseable {
  private static final int CAPACITY = 4;

  private final VideoFile file;
  private final Thread thread;
  private final Deque<Picture> queue = new ArrayDeque<>();
  private @Nullable Throwable failure;
  private boolean finishing;
  private boolean closed;

  /** Takes the file over, even if this fails. */
  EncodeQueue(VideoFile file, String name) {
    this.file = file;
    thread = new Thread(this::encode, name);
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no room for another thread's stack
      file.close();
      throw e;
    }
  }

  /** Waits for room; fails with what failed a picture before. */
  synchronized void put(int[] rgb, long nanos) throws FfmpegException, InterruptedException {
    while (queue.size() >= CAPACITY && failure == null) {
      wait();
    }
    rethrow();
    queue.add(new Picture(rgb, nanos));
    notifyAll();
  }

  /** Waits until all is written. */
  void finish() throws FfmpegException, InterruptedException {
    synchronized (this) {
      finishing = true;
      notifyAll();
    }
    thread.join();
    rethrow();
  }

  private synchronized void rethrow() throws FfmpegException {
    if (failure instanceof FfmpegException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
  }

  private void encode() {
    try (file) {
      for (Picture next = take(); next != null; next = take()) {
        file.write(next.rgb, next.nanos);
      }
      if (!isClosed()) {
        file.finish();
      }
    } catch (FfmpegException | RuntimeException | Error e) {
      fail(e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void fail(Throwable e) {
    failure = e;
    notifyAll();
  }

  /** The next picture; null when there will be none. */
  private synchronized @Nullable Picture take() {
    try {
      while (queue.isEmpty() && !finishing && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      closed = true; // nobody but a debugger knows this thread
    }
    notifyAll();
    return closed ? null : queue.poll();
  }

  /** Ends the thread, whatever waits, and waits until the file is closed. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Picture {
    final int[] rgb;
    final long nanos;

    Picture(int[] rgb, long nanos) {
      this.rgb = rgb;
      this.nanos = nanos;
    }
  }
}
