package io.github.yolonas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where requests wait until enough of them make a batch, or the oldest has waited long enough.
 *
 * <p>A place is reserved before the work of preparing a request begins, so that prepared requests
 * never outnumber the places. Many threads put, one takes.
 */
final class BatchQueue<T> {
  private record Waiting<T>(T request, long since) {}

  private final String name;
  private final int batchSize;
  private final long delayNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition placeFree = lock.newCondition();
  private final Condition arrival = lock.newCondition();
  private final Deque<Waiting<T>> waiting = new ArrayDeque<>();
  private int freePlaces;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param name what errors call its owner
   */
  BatchQueue(String name, BatchingOptions options) {
    this.name = name;
    batchSize = options.maxBatchSize();
    delayNanos = options.maxDelay().toNanos();
    freePlaces = options.queueCapacity();
  }

  /**
   * Waits for a place and takes it.
   *
   * @throws IllegalStateException if the queue is closed, or is meanwhile
   */
  void reserve() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      requireOpen();
      while (freePlaces == 0) {
        placeFree.await();
        requireOpen();
      }
      freePlaces--;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a place if there is one.
   *
   * @throws IllegalStateException if the queue is closed
   */
  boolean tryReserve() {
    lock.lock();
    try {
      requireOpen();
      if (freePlaces == 0) {
        return false;
      }
      freePlaces--;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives a reserved place back unused. */
  void giveBack() {
    lock.lock();
    try {
      freePlaces++;
      placeFree.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queues a request in a reserved place; never waits.
   *
   * @throws IllegalStateException if the queue was closed since; the place stays reserved
   */
  void put(T request) {
    lock.lock();
    try {
      requireOpen();
      waiting.add(new Waiting<>(request, System.nanoTime()));
      arrival.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a batch and moves it, oldest first, into {@code batch}. A closed queue waits for
   * nobody: it gives out what is left.
   *
   * @return false if the queue is closed and empty
   */
  boolean take(List<T> batch) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        arrival.awaitUninterruptibly();
      }
      awaitCompany();
      while (batch.size() < batchSize && !waiting.isEmpty()) {
        batch.add(waiting.remove().request());
        freePlaces++;
        placeFree.signal();
      }
      return !batch.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Until the batch is full or its oldest request has waited for {@code maxDelay}. */
  private void awaitCompany() {
    while (!closed && waiting.size() < batchSize) {
      long left = waiting.element().since() + delayNanos - System.nanoTime();
      if (left <= 0) {
        return;
      }
      try {
        arrival.awaitNanos(left);
      } catch (InterruptedException e) {
        // Interrupting means "stop", which is what close() is for: others' requests wait here. The
        // flag is not restored, or the wait could not go on.
      }
    }
  }

  /** Refuses reservations and requests from now on. Closing again does nothing. */
  void close() {
    lock.lock();
    try {
      closed = true;
      placeFree.signalAll();
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(name + " is closed");
    }
  }
}
