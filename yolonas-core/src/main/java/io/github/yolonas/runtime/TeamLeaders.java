package io.github.yolonas.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that each lead a team of OpenMP's, for whoever comes.
 *
 * <p>OpenMP makes a team for each thread that computes, and keeps it as long as that thread lives.
 * A server's eight threads would have eight teams, of which seven sleep at any time. They would
 * count all the same: OpenMP takes more threads than processors for a crowd, and then spins little
 * at barriers ({@link Crowding}). So callers bring their work here, and wait.
 *
 * <p>A leader that has nothing to do waits for a while, and goes. Thread-safe.
 */
final class TeamLeaders {
  /** For passes. */
  static final TeamLeaders PASSES = new TeamLeaders("yolonas-pass", Duration.ofSeconds(10));

  /**
   * For loading, which may go on beside passes. Whoever has loaded goes soon: another team is a
   * crowd. And passes stay with one leader, whose memory is as large as the largest pass.
   */
  static final TeamLeaders LOADING = new TeamLeaders("yolonas-load", Duration.ofMillis(500));

  private final Deque<Leader> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger count = new AtomicInteger();
  private final String name;
  private final Duration patience;

  /** Of threads with this name and a number, who wait so long for work. */
  TeamLeaders(String name, Duration patience) {
    this.name = name;
    this.patience = patience;
  }

  /**
   * Has work done by a leader who does nothing else meanwhile. An interrupt does not end the wait;
   * it stays set.
   *
   * @return what the work returns: nothing native, unless it was retained
   */
  <T> T lead(Supplier<T> work) {
    Leader free = idle.pollFirst();
    Leader leader = free == null ? new Leader() : free;
    CompletableFuture<T> result = new CompletableFuture<>();
    leader.orders.add(() -> leader.carryOut(work, result));
    try {
      return result.join();
    } catch (CompletionException e) {
      throw asOfThisThread(e);
    }
  }

  /** What went wrong, with the caller's frames below the leader's: as if it were one thread. */
  private static RuntimeException asOfThisThread(CompletionException e) {
    Throwable failure = e.getCause() == null ? e : e.getCause();
    List<StackTraceElement> frames = new ArrayList<>(List.of(failure.getStackTrace()));
    frames.addAll(List.of(new Throwable().getStackTrace()));
    failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception ? exception : e;
  }

  private final class Leader {
    private final BlockingQueue<Runnable> orders = new ArrayBlockingQueue<>(1);

    Leader() {
      Thread thread = new Thread(this::serve, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }

    /** Idle again before the caller knows of the result, so that the next caller finds it. */
    <T> void carryOut(Supplier<T> work, CompletableFuture<T> result) {
      try {
        T value = work.get();
        idle.addFirst(this);
        result.complete(value);
      } catch (Throwable e) { // whatever it is, it is the caller's
        idle.addFirst(this);
        result.completeExceptionally(e);
      }
    }

    private void serve() {
      try {
        Runnable order = next();
        // Who is no longer among the idle has just been chosen, and gets an order.
        while (order != null || !idle.remove(this)) {
          if (order != null) {
            order.run();
          }
          order = next();
        }
      } catch (InterruptedException e) {
        idle.remove(this);
      }
    }

    private @Nullable Runnable next() throws InterruptedException {
      return orders.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
