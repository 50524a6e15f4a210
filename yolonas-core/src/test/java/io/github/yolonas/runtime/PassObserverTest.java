package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.yolonas.Device;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.InferenceException;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictionListener;
import io.github.yolonas.Results;
import io.github.yolonas.checkpoint.CheckpointDigest;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassObserverTest {
  private static final List<ImageDetectionPrediction> RESULTS =
      List.of(Results.onGray(8, 8), Results.onGray(8, 8));
  private static final int CALLS = 20_000;

  @TempDir private Path folder;

  /** Nobody listens, nobody records: then nothing is made to be told. */
  @Test
  void costsNothingWhenNobodyWantsToKnow() {
    PassObserver observer = new PassObserver("model");
    Supplier<List<ImageDetectionPrediction>> pass = () -> RESULTS;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    watch(observer, pass); // loads the classes
    long before = threads.getThreadAllocatedBytes(thread);
    watch(observer, pass);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(allocated).isLessThan(CALLS); // less than a byte for each
  }

  private static void watch(PassObserver observer, Supplier<List<ImageDetectionPrediction>> pass) {
    for (int i = 0; i < CALLS; i++) {
      if (observer.watch(2, pass) != RESULTS) {
        throw new AssertionError("other results");
      }
    }
  }

  @Test
  void aFailedPassIsToldAndThrown() throws Exception {
    List<PredictionListener.Failure> failures = new ArrayList<>();
    PredictionListener listener =
        new PredictionListener() {
          @Override
          public void predicted(Pass pass) {
            throw new AssertionError(pass);
          }

          @Override
          public void failed(Failure failure) {
            failures.add(failure);
          }
        };
    InferenceException error = new InferenceException("no memory", new RuntimeException());
    assertThatThrownBy(
            () ->
                observer(listener)
                    .watch(
                        3,
                        () -> {
                          throw error;
                        }))
        .isSameAs(error);
    assertThat(failures).containsExactly(new PredictionListener.Failure("model", 3, error));
  }

  @Test
  void sumsAreOverTheBatch() throws Exception {
    List<PredictionListener.Pass> passes = new ArrayList<>();
    observer(passes::add).watch(2, () -> RESULTS);
    assertThat(passes)
        .containsExactly(
            new PredictionListener.Pass("model", 2, 0, Results.TIMINGS.plus(Results.TIMINGS)));
  }

  private PassObserver observer(PredictionListener listener) throws Exception {
    Path file = Files.write(folder.resolve("model"), new byte[1]);
    CheckpointDigest digest = CheckpointDigest.ofTemporary("model", file);
    return new PassObserver("model", digest, Precision.FP32, Device.cpu(), Optional.of(listener));
  }
}
