package io.github.yolonas.runtime;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets many threads use a thing until one closes it: uses under way finish, then it is freed, and
 * later uses are refused. Closing again does nothing but wait, too.
 *
 * <p>A use holds the read lock, closing takes the write lock. Whoever comes while a closing waits
 * for a long use is refused at once: a use never waits for anybody. A use inside a use is part of
 * it. A thread that closes the thing from inside its own use would wait for itself, and is refused
 * instead.
 */
public final class Lifetime {
  private final String name;
  private final Runnable free;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean closed;
  private boolean freed;

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
   * @throws IllegalStateException if it is closed, or is being closed
   */
  public <T> T use(Supplier<T> use) {
    begin();
    try {
      return use.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void begin() {
    boolean inside = lock.getReadHoldCount() > 0;
    // Only a closing holds the write lock. Who waited for the lock, instead of trying it, would
    // queue up behind the closing, and with it behind the longest use.
    if ((closed && !inside) || !lock.readLock().tryLock()) {
      throw closed();
    }
    if (closed && !inside) { // since we looked
      lock.readLock().unlock();
      throw closed();
    }
  }

  private IllegalStateException closed() {
    return new IllegalStateException(name + " is closed");
  }

  /**
   * Waits for the uses under way and frees the thing.
   *
   * @throws IllegalStateException if called from inside a use
   */
  public void close() {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(name + " cannot be closed from inside its own use");
    }
    closed = true;
    lock.writeLock().lock();
    try {
      if (!freed) {
        freed = true;
        free.run();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
