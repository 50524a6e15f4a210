package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Models closed at random moments under calls of every kind: each call gives the serial answer or
 * says that what it used is closed, and no native object is left.
 */
@ExtendWith(NativeLeakExtension.class)
class RandomClosingTest {
  private static final int ROUNDS = 25;
  private static final int THREADS = 6;
  private static final long LATEST_CLOSING_MICROS = 60_000;

  private final Map<Path, DetectionPrediction> answers = answers();

  private static Map<Path, DetectionPrediction> answers() {
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      return ToyModel.images().stream()
          .collect(Collectors.toMap(image -> image, image -> model.predict(image).prediction()));
    }
  }

  @Test
  @Timeout(300)
  void everyCallAnswersOrSaysClosed() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    int answered = 0;
    try {
      for (int round = 0; round < ROUNDS; round++) {
        answered += round(pool, new Random(round));
      }
    } finally {
      pool.shutdown();
    }
    assertThat(answered).isGreaterThan(ROUNDS);
  }

  /** How many calls were answered before they were refused. */
  private int round(ExecutorService pool, Random random) throws Exception {
    YoloNas model = YoloNas.load(ToyModel.CHECKPOINT);
    BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults());
    List<Future<Integer>> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random own = new Random(random.nextLong());
      callers.add(pool.submit(() -> callUntilClosed(model, batching, own)));
    }
    TimeUnit.MICROSECONDS.sleep(random.nextLong(LATEST_CLOSING_MICROS));
    if (random.nextBoolean()) {
      batching.close();
      model.close();
    } else {
      model.close();
      batching.close();
    }
    int answered = 0;
    for (Future<Integer> caller : callers) {
      answered += caller.get();
    }
    return answered;
  }

  private int callUntilClosed(YoloNas model, BatchingPredictor batching, Random random) {
    TiledPredictor tiled = new TiledPredictor(model, 4_000);
    int answered = 0;
    try {
      while (true) {
        List<Path> images = new ArrayList<>(answers.keySet());
        Path image = images.get(random.nextInt(images.size()));
        DetectionPrediction expected = Objects.requireNonNull(answers.get(image));
        switch (random.nextInt(5)) {
          case 0 -> assertThat(model.predict(image).prediction()).isEqualTo(expected);
          case 1 -> assertThat(model.predictAll(image).get(0).prediction()).isEqualTo(expected);
          case 2 ->
              assertThat(tiled.predict(ImageSource.of(image)).prediction()).isEqualTo(expected);
          case 3 -> requireSame(batching.predict(ImageSource.of(image)), expected);
          default -> requireSame(batching.submit(ImageSource.of(image)).join(), expected);
        }
        answered++;
      }
    } catch (IllegalStateException | CompletionException e) {
      assertThat(root(e))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith(ToyModel.CHECKPOINT + " is closed");
      return answered;
    }
  }

  /** Company in a batch changes last bits, and so may change the order of equal scores. */
  private static void requireSame(ImageDetectionPrediction found, DetectionPrediction expected) {
    assertThat(found.prediction().labels()).containsExactlyInAnyOrder(expected.labels());
  }

  private static Throwable root(Throwable e) {
    return e.getCause() == null ? e : root(e.getCause());
  }
}
