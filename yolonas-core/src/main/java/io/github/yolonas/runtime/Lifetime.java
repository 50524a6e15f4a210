package io.github.yolonas.runtime;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets many threads use a thing until one closes it: uses under way finish, then it is freed, and
 * later uses are refused. Closing again does nothing.
 *
 * <p>A use holds the read lock, closing takes the write lock. A thread that closes the thing from
 * inside its own use would wait for itself, and is refused instead.
 */
public final class Lifetime {
  private final String name;
  private final Runnable free;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  /**
   * A thing in use.
   *
   * @param name what errors call it
   * @param free frees it; called once
   */
  public Lifetime(String name, Runnable free) {
    this.name = name;
    this.free = free;
  }

  /**
   * Uses the thing; it stays open at least until {@code use} is done.
   *
   * @throws IllegalStateException if it is closed
   */
  public <T> T use(Supplier<T> use) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + " is closed");
      }
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for the uses under way and frees the thing. */
  public void close() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(name + " cannot be closed from inside its own use");
    }
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
