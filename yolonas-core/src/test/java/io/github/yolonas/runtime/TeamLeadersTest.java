package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TeamLeadersTest {
  private final TeamLeaders leaders = new TeamLeaders("test", Duration.ofSeconds(2));

  @Test
  void callersOneAfterTheOtherShareALeader() {
    Thread first = leaders.lead(Thread::currentThread);
    assertThat(first).isNotSameAs(Thread.currentThread());
    for (int i = 0; i < 100; i++) {
      Thread same = CompletableFuture.supplyAsync(() -> leaders.lead(Thread::currentThread)).join();
      assertThat(same).isSameAs(first);
    }
  }

  @Test
  void callersAtOnceHaveOneEach() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      var one = callers.submit(() -> leaders.lead(() -> meet(both)));
      var other = callers.submit(() -> leaders.lead(() -> meet(both)));
      assertThat(one.get()).isNotSameAs(other.get());
    } finally {
      callers.shutdown();
    }
  }

  private static Thread meet(CountDownLatch all) {
    all.countDown();
    try {
      assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return Thread.currentThread();
  }

  @Test
  void whoHasNothingToDoGoes() throws Exception {
    TeamLeaders hasty = new TeamLeaders("test", Duration.ofMillis(50));
    Thread first = hasty.lead(Thread::currentThread);
    first.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(first.isAlive()).isFalse();
    assertThat(hasty.lead(Thread::currentThread)).isNotSameAs(first);
  }

  /** Hammered where a leader is about to go: no order is lost. */
  @Test
  void whoIsAboutToGoStays() throws Exception {
    TeamLeaders hasty = new TeamLeaders("test", Duration.ofMillis(1));
    int sum = 0;
    for (int i = 0; i < 300; i++) {
      sum += hasty.lead(() -> 1);
      TimeUnit.MICROSECONDS.sleep(800 + i);
    }
    assertThat(sum).isEqualTo(300);
  }

  @Test
  void aFailureTellsWhereItHappenedAndWhoCalled() {
    assertThatThrownBy(() -> leaders.lead(TeamLeadersTest::fail))
        .isInstanceOf(IllegalStateException.class)
        .extracting(
            failure ->
                Stream.of(failure.getStackTrace()).map(StackTraceElement::getMethodName).toList(),
            InstanceOfAssertFactories.LIST)
        .containsSubsequence(
            "fail", "carryOut", "lead", "aFailureTellsWhereItHappenedAndWhoCalled");
    assertThatThrownBy(
            () ->
                leaders.lead(
                    () -> {
                      throw new OutOfMemoryError("no");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(leaders.lead(() -> 1)).isEqualTo(1);
  }

  @Test
  void anInterruptWaitsForTheResult() {
    Thread.currentThread().interrupt();
    int result = leaders.lead(() -> Thread.currentThread().isInterrupted() ? 0 : 1);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result).isEqualTo(1);
  }

  @Test
  void anApplicationsClassesAreNotHeld() {
    Thread leader = leaders.lead(Thread::currentThread);
    assertThat(leader.isDaemon()).isTrue();
    assertThat(leader.getContextClassLoader()).isNull();
  }

  private static int fail() {
    throw new IllegalStateException("no");
  }
}
