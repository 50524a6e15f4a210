package io.github.yolonas.preprocess.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {

  /** Names that never resolve hold up their own downloads, and no other. */
  @Test
  void stepsThatHangHoldUpNobodyElse() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i <= ForkJoinPool.getCommonPoolParallelism(); i++) {
      assertThatThrownBy(() -> Deadline.in(Duration.ofMillis(1)).await(() -> waiting(never)))
          .hasMessage("the download took longer than 0.001 s");
    }
    assertThat(Deadline.in(Duration.ofSeconds(50)).await(() -> "resolved")).isEqualTo("resolved");
    never.countDown();
  }

  private static String waiting(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts it", e);
    }
    return "late";
  }

  @Test
  void whatAStepThrowsComesAsItIs() {
    IOException refusal = new IOException("no such host");
    assertThatThrownBy(
            () ->
                Deadline.in(Duration.ofSeconds(50))
                    .await(
                        () -> {
                          throw refusal;
                        }))
        .isSameAs(refusal);
  }
}
