package io.github.yolonas.train.loader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The batches of one epoch, in their order, made ahead by workers of its own. Made by {@link
 * DataLoader#epoch(int)}. One thread at a time may take batches; any may close.
 *
 * <p>The workers end with the last batch, with an error, or with {@link #close}; an epoch that is
 * left unfinished must be closed. Batches that were taken stay valid: they are plain Java objects.
 */
public final class Epoch implements Iterator<TrainingBatch>, AutoCloseable {
  private final Sampler sampler;
  private final int end;
  private final int[] order;
  private final ExecutorService workers;
  private final WaitMeter meter = new WaitMeter(System::nanoTime);
  private final Deque<PendingBatch> pending = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private int next;
  private int upcoming;

  Epoch(Sampler sampler, int from, int end) {
    this.sampler = sampler;
    this.end = end;
    next = from;
    upcoming = from;
    order = SampleOrder.of(sampler.images().size(), sampler.options(), sampler.epoch());
    workers = startWorkers();
    OpenCvThreads.restrict();
    boolean begun = false;
    try {
      for (int i = 0; i < sampler.options().prefetch(); i++) {
        beginUpcoming();
      }
      begun = true;
    } finally {
      if (!begun || next == end) { // out of memory, or nothing to do
        close();
      }
    }
  }

  private ExecutorService startWorkers() {
    AtomicInteger count = new AtomicInteger();
    return Executors.newFixedThreadPool(
        sampler.options().workers(),
        work -> {
          String name = "yolonas-loader-" + sampler.epoch() + "-" + count.getAndIncrement();
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  private void beginUpcoming() {
    if (upcoming < end) {
      pending.add(new PendingBatch(upcoming, order, sampler, workers));
      upcoming++;
    }
  }

  /** Which epoch it is, from 0. */
  public int number() {
    return sampler.epoch();
  }

  /** Whether there is a batch that was not taken yet. */
  @Override
  public boolean hasNext() {
    return next < end;
  }

  /**
   * The next batch; waits until it is made.
   *
   * @throws NoSuchElementException after the last
   * @throws IllegalStateException after {@link #close}, or if that happens meanwhile; or if an
   *     image has a label that the data set has no class for, or another size than the input
   * @throws io.github.yolonas.preprocess.ImageReadException if an image cannot be read and the
   *     policy is {@link BadImagePolicy#STOP}, or no image can be read
   * @throws CancellationException if the thread is interrupted; it stays so. As after any error,
   *     the epoch is closed.
   */
  @Override
  public TrainingBatch next() {
    if (next >= end) {
      throw new NoSuchElementException(this + ": expected one of its batches, found its end");
    }
    if (closed.get()) {
      throw new IllegalStateException(this + " is closed");
    }
    boolean made = false;
    try {
      TrainingBatch batch = await(pending.remove());
      made = true;
      advance();
      return batch;
    } finally {
      if (!made) {
        close();
      }
    }
  }

  private void advance() {
    next++;
    if (next == end) {
      stopWorkers();
      return;
    }
    try {
      beginUpcoming();
    } catch (RejectedExecutionException e) {
      // Closed meanwhile, by another thread. This batch is made; the next call says so.
    }
  }

  private TrainingBatch await(PendingBatch batch) {
    meter.waitingBegins();
    try {
      return batch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException interrupted =
          new CancellationException(this + ": interrupted while waiting for batch " + next);
      interrupted.initCause(e);
      throw interrupted;
    } catch (CancellationException e) {
      throw new IllegalStateException(this + " is closed", e);
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNull(e.getCause()));
    } finally {
      meter.waitingEnds();
    }
  }

  private RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof CancellationException) {
      return new IllegalStateException(this + " is closed", cause);
    }
    return (RuntimeException) cause; // a sampler throws nothing that is checked
  }

  /**
   * How much of its time the taker of batches has lost waiting for them: 0 says that the workers
   * keep up, 1 that nothing but waiting was done. Counted from the making of the epoch to its
   * close, or to now.
   *
   * @return from 0 to 1
   */
  public double waitingShare() {
    return meter.share();
  }

  /**
   * Stops the workers and waits for their end, which takes no longer than the images that they are
   * at; what was made ahead is dropped. If the thread is interrupted, it does not wait. Closing
   * again does nothing.
   */
  @Override
  public void close() {
    meter.stop();
    stopWorkers();
  }

  private void stopWorkers() {
    if (closed.getAndSet(true)) {
      return;
    }
    List<Runnable> waiting = workers.shutdownNow();
    // What never began would otherwise keep a waiting thread for ever.
    waiting.forEach(task -> ((Future<?>) task).cancel(false));
    try {
      awaitWorkers();
    } finally {
      OpenCvThreads.restore();
    }
  }

  private void awaitWorkers() {
    try {
      while (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the workers end by themselves
    }
  }

  @Override
  public String toString() {
    return "epoch " + number();
  }
}
