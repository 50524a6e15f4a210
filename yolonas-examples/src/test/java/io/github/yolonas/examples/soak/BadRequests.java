package io.github.yolonas.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.TilingOptions;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.video.FramePrediction;
import io.github.yolonas.video.VideoReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Requests that must fail, each at another stage and with its own error, and harm nobody else. */
record BadRequests(Pictures pictures, Answers answers, RandomGenerator random) {
  private static final PredictOptions NO_SUCH_CLASS =
      PredictOptions.builder().classes("hexagon").build();

  /** Lets through that the model was replaced meanwhile: the request is then sent again. */
  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    if (thrown instanceof IllegalStateException closed && ServedModel.saysClosed(closed)) {
      throw closed;
    }
    return assertThat(thrown);
  }

  void badImage(Serving serving) {
    Path file = pictures.bad().get(random.nextInt(pictures.bad().size()));
    assertFails(() -> serving.model().predict(file))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining(file.toString());
    assertFails(() -> serving.batching().predict(ImageSource.of(file)))
        .isInstanceOf(ImageReadException.class);
    assertFails(() -> serving.tiled().predict(ImageSource.of(file)))
        .isInstanceOf(ImageReadException.class);
  }

  /** One bad image among good ones is one outcome among theirs. */
  void badImageInABatch(Serving serving) {
    Path good = pictures.good().get(0);
    Path bad = pictures.bad().get(random.nextInt(pictures.bad().size()));
    try (Stream<PredictionOutcome> outcomes =
        serving.model().stream(
            Pictures.sources(List.of(bad, good)).stream(), PredictOptions.defaults())) {
      List<PredictionOutcome> both = outcomes.toList();
      assertThat(both.get(0)).isInstanceOf(PredictionOutcome.Unreadable.class);
      assertThat(both.get(1).orElseThrow().prediction()).isEqualTo(answers.single().get(good));
    }
  }

  /** A connection that breaks half-way. */
  void brokenStream(Serving serving) throws IOException {
    byte[] jpeg = Files.readAllBytes(pictures.large());
    ImageSource broken = ImageSource.of(new BrokenStream(jpeg, jpeg.length / 2));
    assertFails(() -> serving.model().predict(broken))
        .isInstanceOf(ImageReadException.class)
        .hasMessageContaining("connection reset");
  }

  void wrongOptions(Serving serving) {
    Path good = pictures.good().get(0);
    assertFails(() -> serving.model().predict(good, NO_SUCH_CLASS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("hexagon");
    assertFails(() -> serving.batching().submit(ImageSource.of(good), NO_SUCH_CLASS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  void interrupted(Serving serving) {
    Path good = pictures.good().get(0);
    try {
      Thread.currentThread().interrupt();
      assertFails(() -> serving.model().predict(good))
          .isInstanceOf(ImageReadException.class)
          .hasMessageContaining("the thread was interrupted");
      assertFails(() -> serving.batching().predict(inMemory()))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static ImageSource inMemory() {
    return ImageSource.ofRgb(new byte[3 * Serving.TILE], Serving.TILE, 1);
  }

  /** The caller's own code fails in the middle of a large image. */
  void failingProgress(Serving serving) {
    TilingOptions failing =
        TilingOptions.builder()
            .tileSize(Serving.TILE)
            .progress(
                (done, total) -> {
                  throw new IllegalArgumentException("no room for the bar");
                })
            .build();
    TiledPredictor tiled = new TiledPredictor(serving.model(), failing);
    assertFails(() -> tiled.predict(ImageSource.of(pictures.large())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no room for the bar");
  }

  void brokenVideo(Serving serving) {
    assertFails(
            () -> {
              try (Stream<FramePrediction> frames = serving.video().stream(pictures.brokenClip())) {
                frames.forEach(frame -> assertThat(frame.result()).isNotNull());
              }
            })
        .isInstanceOf(VideoReadException.class)
        .hasMessageContaining("broken.mp4");
  }
}
