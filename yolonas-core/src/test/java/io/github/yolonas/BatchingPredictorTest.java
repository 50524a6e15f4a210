package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What batching gives is what the model gives, and batches form as the options say. */
@ExtendWith(NativeLeakExtension.class)
@Timeout(120)
class BatchingPredictorTest {
  private static final int THREADS = 8;
  private static final int IMAGES_PER_THREAD = 25;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final List<Path> IMAGES = ToyModel.images();
  private static final ImageSource ONE = ImageSource.of(IMAGES.get(0));
  private static final ImageSource OTHER = ImageSource.of(IMAGES.get(1));

  private static YoloNas model;

  @BeforeAll
  static void load() {
    model = YoloNas.load(ToyModel.CHECKPOINT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void eightThreadsGetTheSerialResultsInFewerPasses() throws Exception {
    PassGate gate = PassGate.open(model::predictPrepared);
    List<Rows> serial = IMAGES.stream().map(image -> rows(model.predict(image))).toList();
    int matching;
    try (BatchingPredictor batching = batching(gate, BatchingOptions.defaults())) {
      matching =
          inParallel(
              i ->
                  rows(batching.predict(ImageSource.of(IMAGES.get(i))))
                      .unmatched(serial.get(i))
                      .isEmpty());
    }
    assertThat(matching).isEqualTo(THREADS * IMAGES_PER_THREAD);
    assertThat(gate.sizes()).allMatch(size -> size <= 8);
    assertThat(gate.sizes().stream().mapToInt(size -> size).sum()).isEqualTo(matching);
    assertThat(gate.sizes().size()).isLessThan(matching / 2);
  }

  /** LibTorch has other kernels for other batch sizes; with one size nothing differs at all. */
  @Test
  void batchesOfOneGiveTheSerialResultsBitForBit() throws Exception {
    List<DetectionPrediction> serial =
        IMAGES.stream().map(image -> model.predict(image).prediction()).toList();
    try (BatchingPredictor batching = new BatchingPredictor(model, options(1, Duration.ZERO))) {
      int equal =
          inParallel(
              i ->
                  batching
                      .predict(ImageSource.of(IMAGES.get(i)))
                      .prediction()
                      .equals(serial.get(i)));
      assertThat(equal).isEqualTo(THREADS * IMAGES_PER_THREAD);
    }
  }

  @Test
  void aBatchGivesBitForBitWhatPredictAllGives() {
    List<ImageSource> images = IMAGES.subList(0, 4).stream().map(ImageSource::of).toList();
    List<ImageDetectionPrediction> expected = model.predictAll(images);
    PassGate gate = PassGate.open(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, options(4, LONG))) {
      List<CompletableFuture<ImageDetectionPrediction>> futures =
          images.stream().map(batching::submit).toList();
      for (int i = 0; i < images.size(); i++) {
        ImageDetectionPrediction found = futures.get(i).join();
        assertThat(found.prediction()).isEqualTo(expected.get(i).prediction()).isNotEmpty();
        assertThat(found.image().toRgbBytes()).isEqualTo(expected.get(i).image().toRgbBytes());
        assertThat(found.source()).isEqualTo(images.get(i).name());
      }
    }
    assertThat(gate.sizes()).containsExactly(4);
  }

  /** The test's own limit is shorter than the batch's. */
  @Test
  @Timeout(30)
  void aFullBatchWaitsForNobody() {
    try (BatchingPredictor batching = new BatchingPredictor(model, options(2, LONG))) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      assertThat(batching.predict(OTHER).prediction()).isNotEmpty();
      assertThat(first.join().prediction()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "300"})
  void aSingleCallerWaitsAsLongAsAsked(int millis) {
    PassGate gate = PassGate.open(model::predictPrepared);
    try (BatchingPredictor batching = batching(gate, options(8, Duration.ofMillis(millis)))) {
      long start = System.nanoTime();
      DetectionPrediction found = batching.predict(ONE).prediction();
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(millis), Duration.ofSeconds(30));
      assertThat(found).isEqualTo(model.predict(ONE).prediction());
    }
    assertThat(gate.sizes()).containsExactly(1);
  }

  @Test
  void requestsWithOtherOptionsHavePassesOfTheirOwn() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    PredictOptions strict = PredictOptions.conf(0.9);
    try (BatchingPredictor batching = batching(gate, options(8, Duration.ZERO))) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      CompletableFuture<ImageDetectionPrediction> plain = batching.submit(ONE);
      CompletableFuture<ImageDetectionPrediction> fewer = batching.submit(ONE, strict);
      CompletableFuture<ImageDetectionPrediction> other =
          batching.submit(OTHER, PredictOptions.builder().batchSize(1).build());
      gate.open();
      assertThat(rows(first.join()).unmatched(rows(plain.join()))).isEmpty();
      assertThat(rows(other.join()).unmatched(rows(model.predict(OTHER)))).isEmpty();
      assertThat(fewer.join().prediction()).isEqualTo(model.predict(ONE, strict).prediction());
      assertThat(fewer.join().prediction().size()).isLessThan(plain.join().prediction().size());
    }
    assertThat(gate.passes)
        .containsExactly(
            List.of(ONE.name()), List.of(ONE.name(), OTHER.name()), List.of(ONE.name()));
  }

  @Test
  void onlyEqualNetworkSizesShareAPass() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    PredictOptions ownSize = PredictOptions.builder().skipImageResizing(true).build();
    try (BatchingPredictor batching = batching(gate, options(8, Duration.ZERO))) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      List<CompletableFuture<ImageDetectionPrediction>> rest =
          List.of(
              batching.submit(image(64, 32), ownSize),
              batching.submit(image(96, 32), ownSize),
              batching.submit(image(60, 30), ownSize));
      gate.open();
      first.join();
      rest.forEach(CompletableFuture::join);
    }
    assertThat(gate.sizes()).containsExactly(1, 2, 1);
  }

  @Test
  void aBadImageFailsItsOwnCallerAndKeepsNoPlace() {
    ImageSource bad = ImageSource.of(new byte[] {1, 2, 3});
    try (BatchingPredictor batching = new BatchingPredictor(model, options(2, LONG))) {
      CompletableFuture<ImageDetectionPrediction> good = batching.submit(ONE);
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> batching.predict(bad)).isInstanceOf(ImageReadException.class);
        assertThat(batching.submit(bad))
            .isCompletedExceptionally()
            .failsWithin(Duration.ZERO)
            .withThrowableThat()
            .withCauseInstanceOf(ImageReadException.class);
      }
      assertThat(batching.predict(OTHER).prediction()).isNotEmpty();
      assertThat(good.join().prediction()).isNotEmpty();
    }
  }

  @Test
  void aFullQueueRefusesSubmitAndLetsPredictWait() throws Exception {
    PassGate gate = PassGate.shut(model::predictPrepared);
    BatchingOptions narrow =
        BatchingOptions.builder().maxBatchSize(1).queueCapacity(1).maxDelay(LONG).build();
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try (BatchingPredictor batching = batching(gate, narrow)) {
      CompletableFuture<ImageDetectionPrediction> first = batching.submit(ONE);
      gate.awaitFirst();
      CompletableFuture<ImageDetectionPrediction> queued = batching.submit(OTHER);
      assertThatThrownBy(() -> batching.submit(ONE))
          .isInstanceOf(RejectedExecutionException.class)
          .hasMessage(
              "BatchingPredictor of %s: %s refused, 1 requests are waiting already",
              ToyModel.CHECKPOINT, ONE.name());
      Future<ImageDetectionPrediction> waiting = caller.submit(() -> batching.predict(ONE));
      Thread.sleep(100);
      assertThat(waiting.isDone()).isFalse();
      gate.open();
      assertThat(waiting.get().prediction()).isNotEmpty();
      assertThat(List.of(first.join(), queued.join())).hasSize(2);
    } finally {
      caller.shutdown();
    }
    assertThat(gate.sizes()).containsExactly(1, 1, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|PT0S|8|maxBatchSize: expected 1 to 1024, found 0",
        "1025|PT0S|2000|maxBatchSize: expected 1 to 1024, found 1025",
        "8|PT-0.001S|8|maxDelay: expected PT0S to PT1M, found PT-0.001S",
        "8|PT61S|8|maxDelay: expected PT0S to PT1M, found PT1M1S",
        "8|PT0S|7|queueCapacity: expected at least maxBatchSize, 8, found 7",
      })
  void optionsOutOfRangeAreNamed(int size, Duration delay, int capacity, String message) {
    BatchingOptions.Builder b =
        BatchingOptions.builder().maxBatchSize(size).maxDelay(delay).queueCapacity(capacity);
    assertThatThrownBy(b::build).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void defaultsAreAsDocumented() {
    assertThat(BatchingOptions.defaults())
        .isEqualTo(new BatchingOptions(8, Duration.ofMillis(5), 64));
    assertThat(BatchingOptions.builder().maxBatchSize(3).build().queueCapacity()).isEqualTo(24);
  }

  private static BatchingPredictor batching(PassGate gate, BatchingOptions options) {
    return new BatchingPredictor(model, options, gate);
  }

  private static BatchingOptions options(int maxBatchSize, Duration maxDelay) {
    return BatchingOptions.builder().maxBatchSize(maxBatchSize).maxDelay(maxDelay).build();
  }

  private static ImageSource image(int width, int height) {
    return ImageSource.ofRgb(new byte[3 * width * height], width, height);
  }

  private static Rows rows(ImageDetectionPrediction result) {
    DetectionPrediction found = result.prediction();
    return Rows.of(found.bboxesXyxy(), found.confidence(), found.labels());
  }

  /** For how many images, taken in turn by each of the threads, it holds. */
  private static int inParallel(IntPredicate holdsForImage) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Long>> callers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        IntStream images =
            IntStream.range(thread, thread + IMAGES_PER_THREAD).map(i -> i % IMAGES.size());
        callers.add(() -> images.filter(holdsForImage).count());
      }
      int count = 0;
      for (Future<Long> caller : pool.invokeAll(callers)) {
        count += Math.toIntExact(caller.get());
      }
      return count;
    } finally {
      pool.shutdown();
    }
  }
}
