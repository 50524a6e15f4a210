package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class PredictionListenerTest {
  private static final Path IMAGE = ToyModel.image("scene_11_320x240.png");
  private static final Path MISSING = Path.of("no such.png");

  /** Keeps what it is told. */
  private static final class Notes implements PredictionListener {
    final List<Pass> passes = new ArrayList<>();
    final List<Failure> failures = new ArrayList<>();

    @Override
    public void predicted(Pass pass) {
      passes.add(pass);
    }

    @Override
    public void failed(Failure failure) {
      failures.add(failure);
    }
  }

  @Test
  void isToldOfEachPass() {
    Notes notes = new Notes();
    try (YoloNas model = load(notes)) {
      ImageDetectionPrediction single = model.predict(IMAGE);
      List<ImageSource> three = Stream.of(IMAGE, IMAGE, IMAGE).map(ImageSource::of).toList();
      List<ImageDetectionPrediction> batches =
          model.predictAll(three, PredictOptions.builder().batchSize(2).build());
      assertThat(notes.passes).extracting(PredictionListener.Pass::images).containsExactly(1, 2, 1);
      assertThat(notes.passes)
          .extracting(PredictionListener.Pass::detections)
          .containsExactly(4, 8, 4);
      assertThat(notes.passes.get(0).model()).isEqualTo(model.name());
      assertThat(notes.passes.get(0).timings()).isEqualTo(single.timings());
      assertThat(notes.passes.get(1).timings())
          .isEqualTo(batches.get(0).timings().plus(batches.get(1).timings()));
      assertThat(notes.passes.get(1).timings().forward()).isGreaterThan(Duration.ZERO);
      assertThat(notes.failures).isEmpty();
    }
  }

  @Test
  void isToldOfImagesThatCannotBeRead() {
    Notes notes = new Notes();
    try (YoloNas model = load(notes)) {
      assertThatThrownBy(() -> model.predict(MISSING)).isInstanceOf(ImageReadException.class);
      Stream<ImageSource> images = Stream.of(IMAGE, MISSING).map(ImageSource::of);
      assertThat(model.stream(images, PredictOptions.defaults())).hasSize(2);
    }
    assertThat(notes.passes).hasSize(1);
    assertThat(notes.failures)
        .hasSize(2)
        .allSatisfy(
            failure -> {
              assertThat(failure.images()).isEqualTo(1);
              assertThat(failure.error()).isInstanceOf(ImageReadException.class);
              assertThat(failure.model()).isEqualTo(ToyModel.CHECKPOINT.toString());
            });
  }

  /** A metrics system that is down, or lacks a class, must not take the detector with it. */
  @Test
  void itsOwnFailureHarmsNoPrediction() {
    PredictionListener broken =
        new PredictionListener() {
          private int passes;

          @Override
          public void predicted(Pass pass) {
            if (passes++ > 0) {
              throw new NoClassDefFoundError("metrics/Timer");
            }
            throw new IllegalStateException("no connection");
          }

          @Override
          public void failed(Failure failure) {
            throw new NoClassDefFoundError("metrics/Counter");
          }
        };
    try (YoloNas model = load(broken)) {
      assertThat(model.predict(IMAGE).prediction()).hasSize(4);
      assertThat(model.predict(IMAGE).prediction()).hasSize(4);
      assertThatThrownBy(() -> model.predict(MISSING)).isInstanceOf(ImageReadException.class);
    }
  }

  @Test
  void wrongOptionsAreNoFailureOfThePass() {
    Notes notes = new Notes();
    try (YoloNas model = load(notes)) {
      PredictOptions wrong = PredictOptions.builder().classes("hexagon").build();
      assertThatThrownBy(() -> model.predict(IMAGE, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(notes.failures).isEmpty();
    assertThat(notes.passes).isEmpty();
  }

  private static YoloNas load(PredictionListener listener) {
    return YoloNas.load(ToyModel.CHECKPOINT, YoloNasOptions.builder().listener(listener).build());
  }
}
