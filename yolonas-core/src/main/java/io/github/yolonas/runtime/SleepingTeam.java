package io.github.yolonas.runtime;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/**
 * A team of OpenMP's threads that sleeps, so that there are more threads than processors: see
 * {@link Crowding}. It goes when it is closed, or when nobody has asked it to stay for a while: an
 * application that predicts no more is not held by a thread.
 */
final class SleepingTeam implements AutoCloseable {
  static final String NAME = "yolonas-sleeping-team";

  /** LibTorch gives a thread of a team no fewer elements than this. */
  private static final long ELEMENTS = 1 << 15;

  private final BlockingQueue<Boolean> wishes = new ArrayBlockingQueue<>(1);
  private final Thread thread;

  private SleepingTeam(int size, Duration patience) {
    thread = new Thread(() -> sleep(size, patience), NAME);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
  }

  /** Begins to sleep soon, and goes when it has not been asked to stay for so long. */
  static SleepingTeam of(int size, Duration patience) {
    SleepingTeam team = new SleepingTeam(size, patience);
    team.thread.start();
    return team;
  }

  /** OpenMP makes a team for each thread that computes, and keeps it until that thread ends. */
  private void sleep(int size, Duration patience) {
    try {
      torch.set_num_threads(size);
      try (PointerScope scope = new PointerScope()) {
        torch.ones(size * ELEMENTS);
      }
      boolean stays = true;
      while (stays) {
        stays = Boolean.TRUE.equals(wishes.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever it was wants the thread to end, which it does
    }
  }

  /** Asks it to sleep on; false if it has gone. */
  boolean stay() {
    wishes.offer(true); // one that waits already does as well
    return thread.isAlive();
  }

  @Override
  public void close() {
    wishes.clear();
    wishes.offer(false);
  }
}
