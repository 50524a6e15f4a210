package io.github.yolonas.runtime;

import io.github.yolonas.model.Scoped;
import io.github.yolonas.preprocess.internal.NativeDefaults;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Shares the processor's cores between passes.
 *
 * <p>LibTorch runs an operator on a team of OpenMP threads, which wait for each other by spinning.
 * When teams of several callers outnumber the cores, each waits for threads that are not running,
 * and all become many times slower. So a pass takes as many permits as its team has threads, from
 * one pool of as many as there are cores, and waits, fairly, until they are free. Decoding of
 * images, letterbox and non-maximum suppression are not passes: they go on meanwhile. Of other
 * programs' use of the cores {@link Crowding} takes care.
 */
public final class CoreBudget {
  static {
    NativeDefaults.apply();
  }

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final Semaphore PERMITS = new Semaphore(CORES, true);
  private static final Crowding CROWDING = new Crowding(CORES);
  private static final ThreadLocal<Integer> TEAM = ThreadLocal.withInitial(() -> 0);

  private CoreBudget() {}

  /** How many cores this JVM may use. */
  public static int cores() {
    return CORES;
  }

  /**
   * Runs a pass on the calling thread, with a team of {@code threads}. An interrupt does not end
   * the wait; it stays set.
   *
   * @param threads 1 or more; more than there are cores is as many as there are
   */
  public static <T> T pass(int threads, Supplier<T> pass) {
    return withTeam(threads, team -> led(team, pass));
  }

  /**
   * Runs a pass of which there are many, from many threads: with a team that all of them share.
   * With one thread, that is the caller's.
   *
   * @return what the pass returns: nothing native, for that is freed at its end
   */
  public static <T> T sharedPass(int threads, Supplier<T> pass) {
    return sharedPass(threads, pass, result -> List.of());
  }

  /**
   * Likewise.
   *
   * @param tensors those that the result holds, which are then in the caller's scope
   */
  public static <T> T sharedPass(int threads, Supplier<T> pass, Function<T, List<Tensor>> tensors) {
    Supplier<T> scoped = () -> Scoped.run(pass, tensors);
    return withTeam(
        threads, team -> team == 1 ? led(team, scoped) : elsewhere(team, scoped, tensors));
  }

  /** The leader has no scope of its own: what its pass leaves is held until somebody takes it. */
  private static <T> T elsewhere(int team, Supplier<T> scoped, Function<T, List<Tensor>> tensors) {
    T result = TeamLeaders.PASSES.lead(() -> led(team, scoped));
    tensors.apply(result).forEach(Scoped::handOver);
    return result;
  }

  /**
   * From now on the calling thread computes without a team, outside of passes: one that it once had
   * would make OpenMP see a crowd for as long as the thread lives.
   */
  public static void computeAlone() {
    setTeam(1);
  }

  private static <T> T withTeam(int threads, IntFunction<T> pass) {
    int team = Math.min(threads, CORES);
    PERMITS.acquireUninterruptibly(team);
    try {
      return pass.apply(team);
    } finally {
      PERMITS.release(team);
    }
  }

  private static <T> T led(int team, Supplier<T> pass) {
    setTeam(team);
    return team > 1 ? CROWDING.watch(pass) : pass.get();
  }

  /** OpenMP keeps the team's size for each calling thread. */
  private static void setTeam(int threads) {
    if (TEAM.get() != threads) {
      torch.set_num_threads(threads);
      TEAM.set(threads);
    }
  }
}
