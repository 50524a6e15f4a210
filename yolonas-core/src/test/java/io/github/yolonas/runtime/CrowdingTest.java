package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A team of three sleeps: a thread of Java's, and two of OpenMP's, which only the system counts.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(NativeLeakExtension.class)
class CrowdingTest {
  private static final int TEAM = 3;
  private static final Duration LONG = Duration.ofMinutes(5);

  private static int threadsBefore;

  /**
   * LibTorch has a pool beside OpenMP's teams, as large as the team that was wished for last, with
   * the name of whoever wished for it; so that is done here.
   */
  @BeforeAll
  static void fillLibTorchsOwnPool() {
    threadsBefore = torch.get_num_threads();
    torch.set_num_threads(TEAM);
  }

  @AfterAll
  static void restoreThreads() {
    torch.set_num_threads(threadsBefore);
  }

  /** A team that is told to go takes a moment. */
  @BeforeEach
  void nobodySleeps() throws Exception {
    awaitThreads(0);
  }

  @Test
  void aTeamSleepsWhileOthersNeedTheCores() throws Exception {
    Crowding crowding = new Crowding(TEAM, LONG);
    crowding.passed(0.97);
    crowding.passed(0.75);
    assertThat(isAsleep()).isFalse();
    crowding.passed(0.5);
    awaitThreads(TEAM);
    crowding.passed(0.5);
    crowding.passed(0.75);
    assertThat(threads()).isEqualTo(TEAM);
    crowding.passed(0.9);
    awaitThreads(0);
    assertThat(isAsleep()).isFalse();
  }

  @Test
  void whoPredictsNoMoreHoldsNoTeam() throws Exception {
    Crowding crowding = new Crowding(TEAM, Duration.ofMillis(200));
    crowding.passed(0.5);
    awaitThreads(TEAM);
    awaitThreads(0);
    crowding.passed(0.5);
    awaitThreads(TEAM);
    crowding.passed(1.0);
    awaitThreads(0);
  }

  @Test
  void anApplicationsClassesAreNotHeld() throws Exception {
    try (SleepingTeam team = SleepingTeam.of(TEAM, LONG)) {
      assertThat(team.stay()).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals(SleepingTeam.NAME))
          .allMatch(Thread::isDaemon)
          .allMatch(thread -> thread.getContextClassLoader() == null);
    }
  }

  private static boolean isAsleep() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(SleepingTeam.NAME));
  }

  /** Of this process, OpenMP's included; the JVM's own compilers come and go, and do not count. */
  private static long threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.filter(CrowdingTest::isOpenMps).count();
    }
  }

  private static boolean isOpenMps(Path task) {
    try {
      String name = Files.readString(task.resolve("comm")).strip();
      return name.startsWith(SleepingTeam.NAME.substring(0, 15));
    } catch (IOException e) {
      return false; // it has just ended
    }
  }

  private static void awaitThreads(long count) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (threads() != count && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(threads()).isEqualTo(count);
  }
}
