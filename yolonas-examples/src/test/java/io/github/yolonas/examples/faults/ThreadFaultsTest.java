package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.BatchingOptions;
import io.github.yolonas.BatchingPredictor;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Threads are interrupted, and models closed, where it hurts. */
@ExtendWith(NativeLeakExtension.class)
@Timeout(120)
class ThreadFaultsTest {
  private static final ImageSource IMAGE = ImageSource.of(ShapesModel.IMAGE);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdown();
  }

  @Test
  void interruptsAreHeardAndHarmNobodyElse() {
    try (YoloNas model = ShapesModel.load();
        BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults())) {
      interrupted(
          "the thread is interrupted before an image is read",
          ImageReadException.class,
          () -> model.predict(ShapesModel.IMAGE));
      interrupted(
          "the thread is interrupted while a model is loaded",
          CheckpointException.class,
          ShapesModel::load);
      interrupted(
          "the thread is interrupted while it waits for a batch",
          CancellationException.class,
          () -> batching.predict(IMAGE));
      ImageSource pixels = ImageSource.of(model.predict(ShapesModel.IMAGE).image());
      interrupted(
          "the thread is interrupted between two tiles",
          CancellationException.class,
          () -> new TiledPredictor(model, 160).predict(pixels));
      ShapesModel.requireWorks(model);
      assertThat(batching.predict(IMAGE).prediction()).hasSize(ShapesModel.OBJECTS);
    }
  }

  private static void interrupted(
      String fault, Class<? extends Throwable> type, ThrowingCallable call) {
    Thread.currentThread().interrupt();
    try {
      FaultReport.refused(fault, type, "interrupted", call);
    } finally {
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
  }

  /** A listener stands for a pass that takes long: it is called before the pass is over. */
  @Test
  void closingInTheMiddleOfAPassWaitsForIt() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    YoloNasOptions held =
        YoloNasOptions.builder()
            .listener(
                pass -> {
                  inside.countDown();
                  awaitForever(goOn);
                })
            .build();
    YoloNas model = YoloNas.load(ShapesModel.CHECKPOINT, held);
    CompletableFuture<ImageDetectionPrediction> pass =
        CompletableFuture.supplyAsync(() -> model.predict(ShapesModel.IMAGE), threads);
    inside.await();
    Thread closer = new Thread(model::close);
    closer.start();
    while (closer.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    CompletableFuture<ImageDetectionPrediction> late =
        CompletableFuture.supplyAsync(() -> model.predict(ShapesModel.IMAGE), threads);
    assertThatThrownBy(() -> late.get(1, TimeUnit.MINUTES))
        .rootCause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(ShapesModel.CHECKPOINT + " is closed");
    assertThat(pass).isNotDone();
    goOn.countDown();
    assertThat(pass.get(1, TimeUnit.MINUTES).prediction()).hasSize(ShapesModel.OBJECTS);
    closer.join();
    FaultReport.add(
        "close() in the middle of a pass",
        "the pass ends well, close() waits for it, later calls are refused at once",
        "%d objects found by the pass; close() returned after it; later calls: %s is closed"
            .formatted(ShapesModel.OBJECTS, ShapesModel.CHECKPOINT));
  }

  private static void awaitForever(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closingFromInsideIsRefused() {
    YoloNas[] itself = new YoloNas[1];
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    YoloNasOptions closing =
        YoloNasOptions.builder()
            .listener(
                pass -> {
                  try {
                    itself[0].close();
                    thrown.complete(new AssertionError("closed"));
                  } catch (IllegalStateException e) {
                    thrown.complete(e);
                  }
                })
            .build();
    try (YoloNas model = YoloNas.load(ShapesModel.CHECKPOINT, closing)) {
      itself[0] = model;
      ShapesModel.requireWorks(model);
      FaultReport.refused(
          "a listener closes the model from inside its own pass",
          IllegalStateException.class,
          "cannot be closed from inside its own use",
          () -> {
            throw thrown.join();
          });
      ShapesModel.requireWorks(model);
    }
  }

  @Test
  void aClosedModelIsNamed() {
    YoloNas model = ShapesModel.load();
    model.close();
    FaultReport.refused(
        "a closed model is used",
        IllegalStateException.class,
        "is closed",
        () -> model.predict(ShapesModel.IMAGE));
    assertThatThrownBy(() -> new TiledPredictor(model, 160).predict(IMAGE))
        .isInstanceOf(IllegalStateException.class);
  }
}
