package io.github.yolonas.runtime;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when other programs need the cores, and has OpenMP's threads spin less while they do.
 *
 * <p>A pass's own thread shows it. Alone on the machine it is on a core all the time: it computes,
 * or spins at barriers (0.97 of a pass was measured). When others take a core away, its team's
 * slowest member is late for every barrier, and it sleeps there: 0.5 of a pass.
 *
 * <p>How long OpenMP spins cannot be changed once it is loaded; but it spins a tenth as long while
 * it manages more threads than there are processors. So a team that does nothing but sleep ({@link
 * SleepingTeam}) is what stops the others' spinning, and lets it begin again when it goes. Beside a
 * busy process an int8 pass then takes twice as long as alone, instead of more than three times.
 *
 * <p>Thread-safe.
 */
final class Crowding {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long UNKNOWN = -1;

  /** The share of a pass in which its thread is on a core: below, others need the cores. */
  private static final double CROWDED = 0.7;

  /** Above, they do not. In between, all stays as it is. */
  private static final double ALONE = 0.8;

  /** Whoever predicts no more needs no team. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int cores;
  private final Duration patience;
  private @Nullable SleepingTeam team;

  /** Of a JVM that may use so many. */
  Crowding(int cores) {
    this(cores, PATIENCE);
  }

  Crowding(int cores, Duration patience) {
    this.cores = cores;
    this.patience = patience;
  }

  /** Runs a pass of more than one thread. */
  <T> T watch(Supplier<T> pass) {
    if (!NativeDefaults.spinsLong()) {
      return pass.get();
    }
    long cpu = cpuNanos();
    long start = System.nanoTime();
    T result = pass.get();
    if (cpu != UNKNOWN) {
      passed((double) (cpuNanos() - cpu) / (System.nanoTime() - start));
    }
    return result;
  }

  /** A virtual thread has no clock of its own. */
  private static long cpuNanos() {
    try {
      return THREADS.getCurrentThreadCpuTime();
    } catch (UnsupportedOperationException e) {
      return UNKNOWN;
    }
  }

  /** A pass was so much of its time on a core. */
  synchronized void passed(double share) {
    if (share > ALONE) {
      if (team != null) {
        team.close();
        team = null;
      }
    } else if (team != null ? !team.stay() : share < CROWDED) {
      team = SleepingTeam.of(cores, patience);
    }
  }
}
