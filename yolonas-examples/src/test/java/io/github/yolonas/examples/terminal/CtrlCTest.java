package io.github.yolonas.examples.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Without what is tested, the signal would end the JVM of the tests. */
@DisabledOnOs(OS.WINDOWS)
class CtrlCTest {

  @Test
  void interruptsTheWorkerAndLetsTheProcessLive() throws Exception {
    for (int time = 0; time < 2; time++) { // the first time leaves everything as it was
      StringWriter err = new StringWriter();
      CountDownLatch interrupted = new CountDownLatch(1);
      Thread worker = new Thread(() -> awaitInterrupt(interrupted), "worker");
      worker.start();
      try (CtrlC stop = CtrlC.interrupts(worker, new PrintWriter(err))) {
        signalSelf();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        worker.join();
        awaitText(err);
      }
    }
  }

  private static void awaitInterrupt(CountDownLatch interrupted) {
    try {
      Thread.sleep(TimeUnit.SECONDS.toMillis(60));
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
  }

  private static void signalSelf() throws IOException, InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(new ProcessBuilder("kill", "-INT", self).start().waitFor()).isZero();
  }

  /** The signal's thread prints after it has interrupted. */
  private static void awaitText(StringWriter err) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!err.toString().contains("at once") && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(err.toString()).contains("yolonas: stopping; Ctrl-C again ends it at once");
  }
}
