package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One model, many threads: the same results as one thread, and closing is safe at any time. */
@ExtendWith(NativeLeakExtension.class)
class SharedModelTest {
  private static final int THREADS = 8;
  private static final int IMAGES_PER_THREAD = 200;

  @Test
  @Timeout(600)
  void eightThreadsGiveExactlyTheSerialResults() throws Exception {
    List<Path> images = ToyModel.images();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      List<DetectionPrediction> serial =
          images.stream().map(image -> model.predict(image).prediction()).toList();
      Callable<Integer> caller =
          () -> {
            int same = 0;
            for (int i = 0; i < IMAGES_PER_THREAD; i++) {
              int scene = (i + (int) Thread.currentThread().getId()) % images.size();
              DetectionPrediction found = model.predict(images.get(scene)).prediction();
              same += found.equals(serial.get(scene)) ? 1 : 0;
            }
            return same;
          };
      assertThat(inParallel(caller)).containsOnly(IMAGES_PER_THREAD).hasSize(THREADS);
    }
  }

  @Test
  @Timeout(120)
  void closingDuringCallsLetsThemFinishAndRefusesLaterOnes() throws Exception {
    Path image = ToyModel.images().get(0);
    YoloNas model = YoloNas.load(ToyModel.CHECKPOINT);
    DetectionPrediction expected = model.predict(image).prediction();
    CountDownLatch underWay = new CountDownLatch(THREADS);
    Callable<Integer> caller =
        () -> {
          int predictions = 0;
          while (true) {
            try {
              assertThat(model.predict(image).prediction()).isEqualTo(expected);
              predictions++;
              underWay.countDown();
            } catch (IllegalStateException e) {
              assertThat(e).hasMessage(ToyModel.CHECKPOINT + " is closed");
              return predictions;
            }
          }
        };
    Future<?> closer =
        Executors.newSingleThreadExecutor()
            .submit(
                () -> {
                  underWay.await();
                  model.close();
                  return null;
                });
    assertThat(inParallel(caller)).allMatch(predictions -> predictions > 0);
    closer.get();
  }

  /** A camera that has nothing to show must not keep the model open, nor others from using it. */
  @Test
  @Timeout(60)
  void aSourceThatWaitsDoesNotHoldTheModel() throws Exception {
    Path image = ToyModel.images().get(0);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Stream<ImageSource> camera =
        Stream.generate(
            () -> {
              asked.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return ImageSource.of(image);
            });
    YoloNas model = YoloNas.load(ToyModel.CHECKPOINT);
    Thread watcher =
        new Thread(() -> model.stream(camera, PredictOptions.defaults()).forEach(outcome -> {}));
    watcher.setDaemon(true);
    watcher.setUncaughtExceptionHandler((thread, e) -> {});
    watcher.start();
    asked.await();
    assertThat(model.predict(image).prediction()).isNotEmpty();
    model.close();
    never.countDown();
    watcher.join();
  }

  @Test
  void aClosedModelSaysSoAndClosingAgainDoesNothing() {
    YoloNas model = YoloNas.load(ToyModel.CHECKPOINT);
    model.close();
    assertThatCode(model::close).doesNotThrowAnyException();
    assertThatThrownBy(() -> model.predict(ToyModel.images().get(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(ToyModel.CHECKPOINT + " is closed");
    assertThat(model.classNames()).hasSize(5);
  }

  private static List<Integer> inParallel(Callable<Integer> caller) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> futures =
          pool.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> caller).toList());
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdown();
    }
  }
}
