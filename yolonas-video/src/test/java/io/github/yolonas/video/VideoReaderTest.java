package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.preprocess.RgbImage;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.video.ffmpeg.Ffmpeg;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(NativeLeakExtension.class)
class VideoReaderTest {
  private static final FrameRate NTSC = new FrameRate(30_000, 1001);

  @TempDir Path folder;

  @BeforeAll
  static void loadNatives() {
    Ffmpeg.load();
  }

  private static List<VideoFrame> readAll(VideoReader video) {
    List<VideoFrame> frames = new ArrayList<>();
    for (Optional<VideoFrame> f = video.read(); f.isPresent(); f = video.read()) {
      frames.add(f.get());
    }
    return frames;
  }

  private static List<Integer> numbers(List<VideoFrame> frames) {
    return frames.stream().map(SyntheticVideo::number).toList();
  }

  private static List<Integer> upTo(int frames) {
    return IntStream.range(0, frames).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({"a.mp4, h264", "a.gif, gif"})
  void everyFrameComesOnceInOrderWithItsTime(String name, String codec) {
    Path file = SyntheticVideo.numbered(folder.resolve(name), 30, 98, 64, FrameRate.of(25));
    try (VideoReader video = VideoReader.open(file)) {
      VideoInfo info = video.info();
      assertThat(info.width()).isEqualTo(98);
      assertThat(info.height()).isEqualTo(64);
      assertThat(info.frameRate()).isEqualTo(FrameRate.of(25));
      assertThat(info.codec()).isEqualTo(codec);
      assertThat(info.hasAudio()).isFalse();
      assertThat(info.rotation()).isZero();
      List<VideoFrame> frames = readAll(video);
      assertThat(numbers(frames)).isEqualTo(upTo(30));
      for (VideoFrame frame : frames) {
        assertThat(frame.timestamp()).isEqualTo(Duration.ofMillis(40 * frame.index()));
        assertThat(frame.image().width()).isEqualTo(98);
      }
      assertColor(frames.get(7).image(), 50, 40, 0x285AA0);
      assertColor(frames.get(7).image(), 90, 8, 0xFF0000);
    }
  }

  private static void assertColor(RgbImage image, int x, int y, int expected) {
    for (int shift = 0; shift < 24; shift += 8) {
      assertThat(image.rgb(x, y) >> shift & 0xFF).isCloseTo(expected >> shift & 0xFF, within(8));
    }
  }

  @Test
  void theFrameRateIsExactAndTheCountKnown() {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 31, 64, 64, NTSC);
    try (VideoReader video = VideoReader.open(file)) {
      assertThat(video.info().frameRate()).isEqualTo(NTSC);
      assertThat(video.info().frameCount()).hasValue(31);
      assertThat(video.info().duration().orElseThrow().toNanos())
          .isCloseTo(Math.round(31e9 * 1001 / 30_000), within(1L));
      assertThat(readAll(video).get(30).timestamp().toNanos()).isCloseTo(1_001_000_000, within(1L));
      assertThat(video.info()).hasToString("64×64, 29.97 fps, 1.0 s, h264");
    }
  }

  /** As phones store it: the picture as the sensor sees it, and beside it how to turn it. */
  @ParameterizedTest
  @CsvSource({
    // where the red corner is, stored at the top right, and the green, at the bottom left
    "90, 64, 98, right, bottom, left, top",
    "180, 98, 64, left, bottom, right, top",
    "270, 64, 98, left, top, right, bottom",
  })
  void rotationInMetadataIsApplied(
      int rotation, int width, int height, String redX, String redY, String greenX, String greenY)
      throws Exception {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 5, 98, 64, FrameRate.of(25));
    Mp4Bytes.rotate(file, rotation);
    try (VideoReader video = VideoReader.open(file)) {
      assertThat(video.info().rotation()).isEqualTo(rotation);
      assertThat(video.info().width()).isEqualTo(width);
      assertThat(video.info().height()).isEqualTo(height);
      RgbImage image = readAll(video).get(3).image();
      assertThat(image.width()).isEqualTo(width);
      assertColor(image, x(redX, width), y(redY, height), 0xFF0000);
      assertColor(image, x(greenX, width), y(greenY, height), 0x00FF00);
    }
  }

  private static int x(String side, int width) {
    return side.equals("left") ? 8 : width - 8;
  }

  private static int y(String side, int height) {
    return side.equals("top") ? 8 : height - 8;
  }

  @Test
  void unsteadyFramesKeepTheirTimes() {
    long[] millis = {0, 40, 100, 110, 300, 1000, 1040};
    Path file =
        SyntheticVideo.write(
            folder.resolve("a.mp4"),
            millis.length,
            FrameRate.of(25),
            i -> SyntheticVideo.numbered(i, 64, 64),
            i -> millis[i] * 1_000_000,
            VideoWriterOptions.defaults());
    try (VideoReader video = VideoReader.open(file)) {
      assertThat(readAll(video).stream().map(f -> f.timestamp().toMillis()))
          .containsExactly(0L, 40L, 100L, 110L, 300L, 1000L, 1040L);
    }
  }

  /** Wide pixels, as on DVDs, come out square. */
  @Test
  void pixelsComeOutSquare() throws Exception {
    Path file = y4m("a.y4m", "W32 H16 F10:1 A2:1", 32 * 16 * 3 / 2, 2);
    try (VideoReader video = VideoReader.open(file)) {
      assertThat(video.info().width()).isEqualTo(64);
      assertThat(video.info().height()).isEqualTo(16);
      assertThat(readAll(video)).hasSize(2).allMatch(f -> f.image().width() == 64);
    }
  }

  private Path y4m(String name, String header, int frameBytes, int frames) throws Exception {
    StringBuilder text = new StringBuilder("YUV4MPEG2 " + header + " Ip C420jpeg\n");
    for (int i = 0; i < frames; i++) {
      text.append("FRAME\n").append("\u0080".repeat(frameBytes));
    }
    return Files.write(folder.resolve(name), text.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Its index lies in front, so that the rest can be lacking without anybody noticing. */
  @ParameterizedTest
  @ValueSource(ints = {25, 50, 80, 99})
  void aTruncatedFileGivesWhatIsThereAndThenAnError(int percent) throws Exception {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 40, 128, 96, FrameRate.of(25));
    Mp4Bytes.truncate(file, percent);
    List<VideoFrame> frames = new ArrayList<>();
    try (VideoReader video = VideoReader.open(file)) {
      VideoReadException e = readToFailure(video, frames);
      assertThat(numbers(frames)).isEqualTo(upTo(frames.size()));
      assertThat(frames).hasSizeBetween(1, 39);
      assertThat(e).hasMessageContainingAll("a.mp4", frames.size() + " frames could be read");
      assertThat(e.framesRead()).isEqualTo(frames.size());
      assertThat(e.position()).isLessThanOrEqualTo(frames.get(frames.size() - 1).timestamp());
      assertThat(video.info().frameCount()).hasValue(40);
    }
  }

  private static VideoReadException readToFailure(VideoReader video, List<VideoFrame> frames) {
    try {
      for (Optional<VideoFrame> f = video.read(); f.isPresent(); f = video.read()) {
        frames.add(f.get());
      }
    } catch (VideoReadException e) {
      return e;
    }
    throw new AssertionError("no error after " + frames.size() + " frames");
  }

  /** Cut between two frames no packet is broken: only the stated length tells. */
  @Test
  void aFileThatEndsBetweenTwoFramesIsTruncatedToo() throws Exception {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 40, 64, 64, FrameRate.of(25));
    Mp4Bytes.truncateAfterSamples(file, 20);
    List<VideoFrame> frames = new ArrayList<>();
    try (VideoReader video = VideoReader.open(file)) {
      assertThat(readToFailure(video, frames)).hasMessageContaining("20 frames could be read");
      assertThat(numbers(frames)).isEqualTo(upTo(20));
    }
  }

  @Test
  void damageInTheMiddleIsReadPastAndReported() throws Exception {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 120, 128, 96, FrameRate.of(25));
    Mp4Bytes.damage(file, 40, 45);
    List<VideoFrame> frames = new ArrayList<>();
    try (VideoReader video = VideoReader.open(file)) {
      VideoReadException e = readToFailure(video, frames);
      assertThat(e).hasMessageContainingAll("a.mp4", "damaged after frame");
      assertThat(e.position()).isLessThan(Duration.ofSeconds(4));
    }
    assertThat(frames.get(frames.size() - 1).timestamp()).isGreaterThan(Duration.ofMillis(4500));
    assertThat(numbers(frames).subList(0, 30)).isEqualTo(upTo(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "garbage", "text", "folder", "headless", "frameless"})
  void whatIsNoVideoIsNamedInTheError(String kind) throws Exception {
    Path file = folder.resolve(kind + ".mp4");
    switch (kind) {
      case "empty" -> Files.createFile(file);
      case "garbage" -> Files.write(file, garbage());
      case "text" -> Files.writeString(file, "This is no video.\n".repeat(100));
      case "folder" -> Files.createDirectory(file);
      case "headless" -> {
        SyntheticVideo.numbered(file, 10, 64, 64, FrameRate.of(25));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
      }
      case "frameless" -> y4m(kind + ".mp4", "W32 H16 F10:1", 0, 0);
      default -> assertThat(file).doesNotExist();
    }
    assertThatThrownBy(
            () -> {
              try (VideoReader video = VideoReader.open(file)) {
                readAll(video);
              }
            })
        .isInstanceOf(VideoReadException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be read");
  }

  private static byte[] garbage() {
    byte[] bytes = new byte[50_000];
    new java.util.Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void aMissingFileIsSaidToBeMissing() {
    assertThatThrownBy(() -> VideoReader.open(folder.resolve("no.mp4")))
        .hasMessageContainingAll("no.mp4", "no such file");
  }

  @Test
  void addressesAreReadAndTheirSecretsKept() throws Exception {
    Path file = SyntheticVideo.numbered(folder.resolve("a b:c.mp4"), 3, 64, 64, FrameRate.of(25));
    try (VideoReader video = VideoReader.open(VideoSource.of(file.toUri()))) {
      assertThat(readAll(video)).hasSize(3);
    }
    VideoSource nowhere =
        VideoSource.of(URI.create("http://me:secret@127.0.0.1:1/a.mp4?token=secret"));
    assertThatThrownBy(() -> VideoReader.open(nowhere))
        .isInstanceOf(VideoReadException.class)
        .hasMessageContaining("http://127.0.0.1:1/a.mp4?…")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> VideoSource.of(URI.create("a.mp4")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.mp4");
  }

  /** A server that accepts and says nothing must not hold the program for ever. */
  @Test
  void aSourceThatSendsNothingIsGivenUp() throws Exception {
    try (java.net.ServerSocket silent = new java.net.ServerSocket(0)) {
      VideoSource source =
          VideoSource.of(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/a.mp4"))
              .withPatience(Duration.ofMillis(300));
      long start = System.nanoTime();
      assertThatThrownBy(() -> VideoReader.open(source)).isInstanceOf(VideoReadException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void aCameraThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> VideoReader.open(VideoSource.camera(97)))
        .isInstanceOf(VideoReadException.class)
        .hasMessageContaining("camera 97");
    assertThatThrownBy(() -> VideoSource.camera(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClosedVideoSaysSo() {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 3, 64, 64, FrameRate.of(25));
    VideoReader video = VideoReader.open(file);
    video.close();
    video.close();
    assertThatThrownBy(video::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a.mp4");
  }

  /** Whatever scope the caller has open, the reader's natives are its own. */
  @Test
  void aCallersScopeDoesNotFreeTheReader() {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 3, 64, 64, FrameRate.of(25));
    VideoReader video;
    try (PointerScope scope = new PointerScope()) {
      video = VideoReader.open(file);
    }
    assertThat(readAll(video)).hasSize(3);
    video.close();
  }
}
