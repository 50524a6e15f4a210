package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Interrupted, cancelled, failing and closed: everybody gets an answer, and nothing leaks. */
@ExtendWith(NativeLeakExtension.class)
@Timeout(120)
class BatchingPredictorFailureTest {
  private static final String NAME = "BatchingPredictor of " + ToyModel.CHECKPOINT;
  private static final ImageSource ONE = ImageSource.of(ToyModel.images().get(0));
  private static final ImageSource OTHER = ImageSource.of(ToyModel.images().get(1));

  private final ExecutorService pool = Executors.newCachedThreadPool();
  private YoloNas model;

  @BeforeEach
  void load() {
    model = YoloNas.load(ToyModel.CHECKPOINT);
  }

  @AfterEach
  void close() {
    model.close();
    pool.shutdown();
  }

  @Test
  void anInterruptedCallerKeepsItsFlagAndItsRequestIsDropped() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, 8, 64)) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      assertInterrupted(batching);
      CompletableFuture<ImageDetectionPrediction> last = batching.submit(ONE);
      gate.open();
      assertThat(List.of(first.join(), last.join())).hasSize(2);
    }
    assertThat(gate.passes).containsExactly(List.of(ONE.name()), List.of(ONE.name()));
  }

  @Test
  void aCallerWaitingForAPlaceCanBeInterruptedToo() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, 1, 1)) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      CompletableFuture<ImageDetectionPrediction> queued = batching.submit(ONE);
      assertInterrupted(batching);
      gate.open();
      assertThat(List.of(first.join(), queued.join())).hasSize(2);
      assertThat(batching.predict(OTHER).prediction()).isNotEmpty();
    }
    assertThat(gate.passes).hasSize(3);
  }

  /** Starts a caller that waits for OTHER, interrupts it, and checks what it gets. */
  private void assertInterrupted(BatchingPredictor batching) throws Exception {
    AtomicBoolean flag = new AtomicBoolean();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                batching.predict(OTHER);
                thrown.complete(new AssertionError("predicted"));
              } catch (RuntimeException e) {
                flag.set(Thread.currentThread().isInterrupted());
                thrown.complete(e);
              }
            });
    caller.start();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.sleep(5);
    }
    caller.interrupt();
    assertThat(thrown.get())
        .isInstanceOf(CancellationException.class)
        .hasMessage(NAME + ": interrupted while waiting for " + OTHER.name());
    assertThat(flag).isTrue();
  }

  @Test
  void whatIsCancelledIsNotComputed() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, 8, 64)) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      CompletableFuture<ImageDetectionPrediction> cancelled = batching.submit(OTHER);
      assertThat(cancelled.cancel(true)).isTrue();
      gate.open();
      assertThat(first.join().prediction()).isNotEmpty();
    }
    assertThat(gate.passes).containsExactly(List.of(ONE.name()));
  }

  @Test
  void anErrorReachesTheCallersOfItsPassAndTheNextOneIsServed() {
    AtomicBoolean enough = new AtomicBoolean();
    PassGate gate =
        PassGate.open(
            (images, options) -> {
              if (!enough.getAndSet(true)) {
                throw new OutOfMemoryError("as if");
              }
              return model.predictPrepared(images, options);
            });
    try (BatchingPredictor batching = batching(gate, 2, 2, Duration.ofSeconds(30))) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      assertThatThrownBy(() -> batching.predict(OTHER))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("as if");
      assertThatThrownBy(first::join).hasCauseInstanceOf(OutOfMemoryError.class);
      CompletableFuture<ImageDetectionPrediction> later = batching.submit(ONE);
      assertThat(batching.predict(OTHER).prediction()).isNotEmpty();
      assertThat(later.join().prediction()).isNotEmpty();
    }
    assertThat(gate.sizes()).containsExactly(2, 2);
  }

  @Test
  void anUnknownClassIsNamedAtOnce() {
    PredictOptions hexagons = PredictOptions.builder().classes("hexagon").build();
    try (BatchingPredictor batching = batching(PassGate.open(model::predictPrepared), 8, 64)) {
      assertThatThrownBy(() -> batching.submit(ONE, hexagons))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("hexagon");
    }
  }

  @Test
  void aModelClosedUnderneathIsWhatEveryWaitingCallerHearsOf() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, 2, 8)) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      List<Future<ImageDetectionPrediction>> waiting = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        waiting.add(pool.submit(() -> batching.predict(OTHER)));
      }
      model.close();
      gate.open();
      assertThatThrownBy(first::join)
          .isInstanceOf(CompletionException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class);
      for (Future<ImageDetectionPrediction> caller : waiting) {
        assertThatThrownBy(caller::get)
            .rootCause()
            .isInstanceOf(IllegalStateException.class)
            .hasMessage(ToyModel.CHECKPOINT + " is closed");
      }
    }
  }

  @Test
  void closingFinishesWhatIsQueuedAndRefusesWhatComesLater() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    BatchingPredictor batching = batching(gate, 2, 2, Duration.ofMinutes(1));
    List<CompletableFuture<ImageDetectionPrediction>> queued = new ArrayList<>();
    queued.add(batching.submit(ONE));
    queued.add(batching.submit(ONE));
    gate.awaitFirst();
    queued.add(batching.submit(OTHER));
    queued.add(batching.submit(OTHER));
    Thread waiting = new Thread(() -> assertClosed(() -> batching.predict(ONE)));
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    waiting.setUncaughtExceptionHandler((thread, e) -> failure.complete(e));
    waiting.start();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.sleep(5);
    }
    List<Future<?>> closers = List.of(pool.submit(batching::close), pool.submit(batching::close));
    waiting.join(); // refused while the gate is still shut
    assertThat(failure).isNotDone();
    gate.open();
    for (Future<?> closer : closers) {
      closer.get();
    }
    assertThat(queued).allMatch(future -> !future.join().prediction().isEmpty());
    assertThat(gate.sizes()).containsExactly(2, 2);
    assertThatCode(batching::close).doesNotThrowAnyException();
    assertClosed(() -> batching.predict(ONE));
    assertClosed(() -> batching.submit(ONE));
  }

  private static void assertClosed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(NAME + " is closed");
  }

  /** A lone request would wait a minute for company; closing lets it go at once. */
  @Test
  @Timeout(30)
  void closingWaitsForNoCompany() {
    BatchingPredictor batching =
        batching(PassGate.open(model::predictPrepared), 8, 8, Duration.ofMinutes(1));
    CompletableFuture<ImageDetectionPrediction> lone = batching.submit(ONE);
    batching.close();
    assertThat(lone).isDone();
    assertThat(lone.join().prediction()).isNotEmpty();
  }

  @Test
  void closingRacesWithCallers() throws Exception {
    for (int round = 0; round < 10; round++) {
      BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults());
      CountDownLatch served = new CountDownLatch(1);
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        callers.add(pool.submit(() -> predictUntilClosed(batching, served)));
      }
      served.await();
      batching.close();
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
  }

  private static void predictUntilClosed(BatchingPredictor batching, CountDownLatch served) {
    try {
      while (true) {
        assertThat(batching.predict(ONE).prediction()).isNotEmpty();
        served.countDown();
      }
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage(NAME + " is closed");
    }
  }

  /** Its thread is the one that serves it: waiting there for itself would never end. */
  @Test
  void aStageInItsOwnThreadIsRefusedAndDoesNoHarm() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, 1, 8)) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      CompletableFuture<ImageDetectionPrediction> stage =
          first.thenApply(
              found -> {
                Thread.currentThread().interrupt();
                return batching.predict(OTHER);
              });
      CompletableFuture<Void> closing = first.thenAccept(found -> batching.close());
      gate.open();
      assertThatThrownBy(stage::join)
          .hasCauseInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("would wait for itself; run it in an executor");
      assertThatThrownBy(closing::join).hasCauseInstanceOf(IllegalStateException.class);
      assertThat(batching.predict(OTHER).prediction()).isNotEmpty();
    }
  }

  private BatchingPredictor batching(PassGate gate, int maxBatchSize, int queueCapacity) {
    return batching(gate, maxBatchSize, queueCapacity, Duration.ZERO);
  }

  private BatchingPredictor batching(
      PassGate gate, int maxBatchSize, int queueCapacity, Duration maxDelay) {
    return new BatchingPredictor(
        model, new BatchingOptions(maxBatchSize, maxDelay, queueCapacity), gate);
  }
}
