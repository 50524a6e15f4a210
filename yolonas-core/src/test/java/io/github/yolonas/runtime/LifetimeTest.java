package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Uses, closings, and the ones inside the others. */
@Timeout(60)
class LifetimeTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final Lifetime lifetime = new Lifetime("thing", freed::incrementAndGet);

  /** An upload that stalls holds its own call and the closing, and nobody else. */
  @Test
  void whoComesWhileAClosingWaitsIsRefusedAtOnce() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch stalled = new CountDownLatch(1);
    CompletableFuture<String> longUse =
        inItsThread(() -> lifetime.use(() -> waiting(inside, stalled)));
    inside.await();
    Thread closer = new Thread(lifetime::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    CompletableFuture<String> late = inItsThread(() -> lifetime.use(() -> "used"));
    assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS))
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thing is closed");
    assertThat(longUse).isNotDone();
    assertThat(freed).hasValue(0);
    stalled.countDown();
    closer.join();
    assertThat(longUse.get()).isEqualTo("a use inside a use");
    assertThat(freed).hasValue(1);
  }

  /** The common pool may have one thread alone, on two cores. */
  private static CompletableFuture<String> inItsThread(Supplier<String> use) {
    return CompletableFuture.supplyAsync(use, task -> new Thread(task).start());
  }

  /** Waits, and uses the thing once more from inside, as a listener may. */
  private String waiting(CountDownLatch inside, CountDownLatch stalled) {
    inside.countDown();
    try {
      stalled.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return lifetime.use(() -> "a use inside a use");
  }

  @Test
  void closingFromInsideIsRefusedAndDoesNotClose() {
    assertThatThrownBy(
            () ->
                lifetime.use(
                    () -> {
                      lifetime.close();
                      return "closed";
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thing cannot be closed from inside its own use");
    assertThat(lifetime.use(() -> "open")).isEqualTo("open");
  }

  /** A failure to free is told to who closes, once; the thing is closed all the same. */
  @Test
  void whatFailsWhileFreeingIsNotTriedAgain() {
    Lifetime broken =
        new Lifetime(
            "thing",
            () -> {
              freed.incrementAndGet();
              throw new IllegalArgumentException("no such pointer");
            });
    assertThatThrownBy(broken::close).hasMessage("no such pointer");
    broken.close();
    assertThat(freed).hasValue(1);
    assertThatThrownBy(() -> broken.use(() -> "used")).hasMessage("thing is closed");
  }

  @Test
  void aUseThatFailsLetsGo() {
    assertThatThrownBy(
            () ->
                lifetime.use(
                    () -> {
                      throw new OutOfMemoryError("as if");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    lifetime.close();
    assertThat(freed).hasValue(1);
  }
}
