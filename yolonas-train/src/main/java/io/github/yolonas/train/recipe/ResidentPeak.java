package io.github.yolonas.train.recipe;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;

/** Watches how much memory the process has, native and heap, until it is closed. */
final class ResidentPeak implements AutoCloseable {
  private static final int PERIOD_MILLIS = 10;

  private final AtomicLong most = new AtomicLong();
  private final ScheduledExecutorService watcher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "resident-peak");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> watching =
      watcher.scheduleWithFixedDelay(this::bytes, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);

  /** The most so far. */
  long bytes() {
    return most.accumulateAndGet(Pointer.physicalBytes(), Math::max);
  }

  @Override
  public void close() {
    watching.cancel(false);
    watcher.shutdown();
  }
}
