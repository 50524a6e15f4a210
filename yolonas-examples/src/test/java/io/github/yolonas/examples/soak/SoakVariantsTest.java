package io.github.yolonas.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link SoakTest} where a server has less than it would like. */
@Tag("slow")
class SoakVariantsTest {
  private static final String SECONDS = "yolonas.soak.variantSeconds";
  private static final long GIBIBYTE = 1L << 30;

  @TempDir Path folder;

  private SoakRun soak(String name) {
    return new SoakRun(name, Long.getLong(SECONDS, 120), folder);
  }

  @Test
  void aSmallHeap() throws Exception {
    soak("soak-heap-64m").heapMib(64).requireSteady();
  }

  @Test
  void oneProcessor() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "skipped: no taskset");
    soak("soak-one-cpu").under("taskset", "-c", "0").heapMib(256).requireSteady();
  }

  /**
   * Two processors and one gibibyte, as a small container has. The kernel holds the process to it
   * where this user may make control groups; its peak, which also counts natives' pages that are
   * charged to others, is compared everywhere.
   */
  @Test
  void twoProcessorsAndOneGibibyte() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "skipped: no taskset");
    SoakRun run = soak("soak-two-cpus-1g").heapMib(128);
    try (MemoryGroup group = MemoryGroup.of(GIBIBYTE)) {
      System.out.println("limited by a control group: " + group.isLimited());
      Map<String, String> figures =
          run.under(group.command())
              .under("env", "MALLOC_ARENA_MAX=2") // else glibc hoards, and the kernel ends it
              .under("taskset", "-c", "0,1")
              .requireSteady();
      assertThat(SoakRun.number(figures, "peakMib")).isLessThan(1_024);
    }
  }

  @Test
  void aProcessorThatIsBusyElsewhere() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread busy =
        new Thread(
            () -> {
              while (!done.get()) {
                Thread.onSpinWait();
              }
            });
    busy.start();
    try {
      soak("soak-busy").heapMib(256).requireSteady();
    } finally {
      done.set(true);
      busy.join();
    }
  }
}
