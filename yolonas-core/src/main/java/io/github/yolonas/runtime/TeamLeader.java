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

/**
 * A thread that leads a team of OpenMP's, for whoever comes.
 *
 * <p>OpenMP makes a team for each thread that computes, and keeps it as long as that thread lives.
 * A server's eight threads would have eight teams, of which seven sleep at any time. They would
 * count all the same: OpenMP takes more threads than processors for a crowd, and then spins little
 * at barriers ({@link Crowding}). And glibc would keep the memory of a pass's activations for each
 * of them. So callers bring their work here, and wait.
 *
 * <p>Leaders that have nothing to do wait for some seconds, and go.
 */
final class TeamLeader {
  private static final Deque<TeamLeader> IDLE = new ConcurrentLinkedDeque<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<Runnable> orders = new ArrayBlockingQueue<>(1);

  private TeamLeader() {
    Thread thread = new Thread(this::serve, "yolonas-pass-" + NUMBER.incrementAndGet());
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  /**
   * Has work done by a leader of its own. An interrupt does not end the wait; it stays set.
   *
   * @return what the work returns: nothing native, unless it was retained
   */
  static <T> T lead(Supplier<T> work) {
    TeamLeader idle = IDLE.pollFirst();
    TeamLeader leader = idle == null ? new TeamLeader() : idle;
    CompletableFuture<T> result = new CompletableFuture<>();
    leader.orders.add(() -> leader.carryOut(work, result));
    try {
      return result.join();
    } catch (CompletionException e) {
      throw asOfThisThread(e);
    }
  }

  /** It is idle again before the caller knows of the result: the next caller finds it. */
  private <T> void carryOut(Supplier<T> work, CompletableFuture<T> result) {
    try {
      T value = work.get();
      IDLE.addFirst(this);
      result.complete(value);
    } catch (Throwable e) { // whatever it is, it is the caller's
      IDLE.addFirst(this);
      result.completeExceptionally(e);
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

  private void serve() {
    try {
      Runnable order = orders.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      // Who is no longer among the idle has just been chosen, and gets an order.
      while (order != null || !IDLE.remove(this)) {
        if (order != null) {
          order.run();
        }
        order = orders.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      IDLE.remove(this);
    }
  }
}
