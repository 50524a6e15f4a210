package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.video.ffmpeg.Ffmpeg;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class VideoPredictorTest {
  private static final int FRAMES = 14;

  @TempDir static Path shared;
  private static YoloNas model;
  private static Path video;

  @BeforeAll
  static void prepare() {
    Ffmpeg.load();
    model = YoloNas.load(SyntheticVideo.MODEL);
    model.warmUp(160, 160);
    video =
        SyntheticVideo.write(
            shared.resolve("square.mp4"),
            FRAMES,
            FrameRate.of(20),
            VideoPredictorTest::square,
            i -> i * 50_000_000L,
            VideoWriterOptions.defaults());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** A square that moves 6 pixels a frame. */
  private static BufferedImage square(int frame) {
    BufferedImage image = SyntheticVideo.scene(200, 160);
    Graphics2D g = SyntheticVideo.pen(image);
    g.setColor(new Color(220, 40, 40));
    g.fillRect(20 + 6 * frame, 50, 50, 50);
    g.dispose();
    return image;
  }

  private static List<FramePrediction> predict(VideoOptions options) {
    try (Stream<FramePrediction> frames = new VideoPredictor(model, options).stream(video)) {
      return frames.toList();
    }
  }

  private static void assertSquare(FramePrediction prediction, long frame) {
    DetectionPrediction found = prediction.result().prediction();
    assertThat(found.size()).isEqualTo(1);
    assertThat(found.get(0).className()).isEqualTo("square");
    assertThat(Math.abs(found.get(0).box().centerX() - (45 + 6 * frame))).isLessThan(3);
    assertThat(Math.abs(found.get(0).box().centerY() - 75)).isLessThan(3);
  }

  @ParameterizedTest
  @CsvSource({"1", "3", "8", "50"})
  void eachFrameHasItsPrediction(int batch) {
    PredictOptions predict = PredictOptions.builder().batchSize(batch).build();
    List<FramePrediction> frames = predict(VideoOptions.builder().predict(predict).build());
    assertThat(frames).hasSize(FRAMES);
    for (int i = 0; i < FRAMES; i++) {
      assertThat(frames.get(i).index()).isEqualTo(i);
      assertThat(frames.get(i).timestamp().toMillis()).isEqualTo(50L * i);
      assertThat(frames.get(i).isPredicted()).isTrue();
      assertThat(frames.get(i).result().source()).isEqualTo(video.toString());
      assertSquare(frames.get(i), i);
    }
  }

  /** What the video gives is what the same pixels give as an image. */
  @Test
  void aFrameIsPredictedAsAnImageIs() {
    FramePrediction frame = predict(VideoOptions.defaults()).get(5);
    ImageDetectionPrediction alone = model.predict(ImageSource.of(frame.result().image()));
    assertThat(alone.prediction().size()).isEqualTo(1);
    assertThat(alone.prediction().get(0).box().iou(frame.result().prediction().get(0).box()))
        .isGreaterThan(0.999f);
  }

  @Test
  void everyThirdFrame() {
    List<Long> asked = new ArrayList<>();
    VideoOptions options =
        VideoOptions.builder()
            .every(3)
            .progress((done, total) -> asked.add(100 * done + total.orElseThrow()))
            .build();
    List<FramePrediction> frames = predict(options);
    assertThat(frames.stream().map(FramePrediction::index)).containsExactly(0L, 3L, 6L, 9L, 12L);
    frames.forEach(frame -> assertSquare(frame, frame.index()));
    assertThat(asked).containsExactly(114L, 414L, 714L, 1014L, 1314L);
  }

  /** The frames between have their own pixels, and the boxes of the last that was looked at. */
  @ParameterizedTest
  @CsvSource({"1", "4", "50"})
  void framesBetweenCarryTheLastBoxes(int batch) {
    PredictOptions predict = PredictOptions.builder().batchSize(batch).build();
    List<FramePrediction> frames =
        predict(VideoOptions.builder().every(5).carry(true).predict(predict).build());
    assertThat(frames).hasSize(FRAMES);
    for (FramePrediction frame : frames) {
      assertThat(frame.isPredicted()).isEqualTo(frame.index() % 5 == 0);
      assertSquare(frame, frame.index() - frame.index() % 5);
      int edge = (int) (20 + 6 * frame.index());
      assertThat(frame.result().image().rgb(edge + 5, 75) >> 16).isGreaterThan(180);
      assertThat(frame.result().image().rgb(edge - 5, 75) >> 16).isLessThan(160);
    }
  }

  @Test
  void pixelsAreKeptOnlyIfWanted() {
    PredictOptions predict = PredictOptions.builder().keepImage(false).build();
    FramePrediction frame = predict(VideoOptions.builder().predict(predict).build()).get(0);
    assertThatThrownBy(() -> frame.result().image()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whoLeavesEarlyAndClosesLeavesNothingBehind() {
    try (Stream<FramePrediction> frames = new VideoPredictor(model).stream(video)) {
      assertThat(frames.limit(1).toList()).hasSize(1);
    }
    assertThat(decoders()).isZero();
    new VideoPredictor(model).stream(video).close();
    assertThat(decoders()).isZero();
  }

  /** Who reads to the end need not close. */
  @Test
  void theEndFreesAllByItself() {
    assertThat(new VideoPredictor(model).stream(video).count()).isEqualTo(FRAMES);
    assertThat(decoders()).isZero();
  }

  private static long decoders() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("decode "))
        .count();
  }

  @Test
  void ofATruncatedVideoWhatIsThereIsPredictedFirst(@TempDir Path folder) throws Exception {
    Path cut = java.nio.file.Files.copy(video, folder.resolve("cut.mp4"));
    Mp4Bytes.truncateAfterSamples(cut, 6);
    List<FramePrediction> seen = new ArrayList<>();
    try (Stream<FramePrediction> frames = new VideoPredictor(model).stream(cut)) {
      Iterator<FramePrediction> iterator = frames.iterator();
      assertThatThrownBy(() -> iterator.forEachRemaining(seen::add))
          .isInstanceOf(VideoReadException.class)
          .hasMessageContainingAll("cut.mp4", "6 frames could be read");
      assertThat(iterator.hasNext()).isFalse();
    }
    assertThat(seen).hasSize(6);
    assertSquare(seen.get(5), 5);
  }

  @Test
  void aVideoIsStreamedOnce() {
    VideoPredictor predictor = new VideoPredictor(model);
    try (VideoReader reader = VideoReader.open(video)) {
      try (Stream<FramePrediction> frames = predictor.stream(reader)) {
        assertThat(frames.findFirst()).isPresent();
      }
      assertThatThrownBy(() -> predictor.stream(reader)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(reader::read).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aMissingVideoIsToldAtOnce() {
    assertThatThrownBy(() -> new VideoPredictor(model).stream(Path.of("no.mp4")))
        .isInstanceOf(VideoReadException.class)
        .hasMessageContaining("no.mp4");
  }

  @Test
  void aModelThatIsClosedMeanwhileIsAnError() {
    YoloNas other = YoloNas.load(SyntheticVideo.MODEL);
    try (Stream<FramePrediction> frames = new VideoPredictor(other).stream(video)) {
      other.close();
      assertThatThrownBy(frames::toList).isInstanceOf(IllegalStateException.class);
    }
    assertThat(decoders()).isZero();
  }

  /** A camera may lose the frame that was due: the next one takes its turn. */
  @Test
  void ofACameraTheNextFrameIsPredicted() {
    ReadAheadTest.Frames camera = new ReadAheadTest.Frames(10, true, null);
    ReadAhead odd = new ReadAhead(camera, "test", index -> index % 2 == 1, 1);
    List<Integer> passes = new ArrayList<>();
    PredictionIterator.Pass pass =
        images -> {
          passes.add(images.size());
          return images.stream().map(image -> nothing()).toList();
        };
    VideoOptions options = VideoOptions.builder().every(4).carry(true).build();
    PredictionIterator frames =
        new PredictionIterator("test", camera.info(), odd, pass, options, () -> {});
    assertThat(frames.next().isPredicted()).isTrue();
    frames.forEachRemaining(frame -> assertThat(frame.result().prediction().isEmpty()).isTrue());
    assertThat(passes).isNotEmpty().allMatch(images -> images == 1);
    odd.close();
  }

  private static ImageDetectionPrediction nothing() {
    ImageDetectionPrediction any = model.predict(ImageSource.of(SyntheticVideo.scene(32, 32)));
    return new ImageDetectionPrediction(
        "", Optional.empty(), any.classNames(), any.prediction().filter(d -> false), any.timings());
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> VideoOptions.builder().every(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("every: expected at least 1, found 0");
    assertThatThrownBy(() -> VideoOptions.builder().readAhead(0).build())
        .hasMessage("readAhead: expected at least 1, found 0");
    assertThatThrownBy(() -> new FrameRate(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VideoWriterOptions.defaults().withBitRate(0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
