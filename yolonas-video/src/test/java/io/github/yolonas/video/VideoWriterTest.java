package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.video.ffmpeg.Ffmpeg;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class VideoWriterTest {
  @TempDir Path folder;

  @BeforeAll
  static void loadNatives() {
    Ffmpeg.load();
  }

  private static List<VideoFrame> read(Path file) {
    List<VideoFrame> frames = new ArrayList<>();
    try (VideoReader video = VideoReader.open(file)) {
      for (Optional<VideoFrame> f = video.read(); f.isPresent(); f = video.read()) {
        frames.add(f.get());
      }
    }
    return frames;
  }

  private static VideoInfo info(Path file) {
    try (VideoReader video = VideoReader.open(file)) {
      return video.info();
    }
  }

  /** H.264 has whole pairs of pixels; the pixel that is added looks like its neighbour. */
  @ParameterizedTest
  @CsvSource({
    "a.mp4, 97, 63, 98, 64",
    "a.mp4, 64, 63, 64, 64",
    "a.gif, 97, 63, 97, 63",
    "A.MP4, 64, 64, 64, 64"
  })
  void oddSidesGrowByAPixel(String name, int width, int height, int newWidth, int newHeight) {
    Path file = SyntheticVideo.numbered(folder.resolve(name), 3, width, height, FrameRate.of(10));
    assertThat(info(file).width()).isEqualTo(newWidth);
    assertThat(info(file).height()).isEqualTo(newHeight);
    VideoFrame last = read(file).get(2);
    int corner = last.image().rgb(newWidth - 1, newHeight - 1);
    assertThat(corner & 0xFF).isCloseTo(0xA0, within(12));
    assertThat(corner >> 16).isCloseTo(0x28, within(12));
  }

  /** Beyond what OpenH264 takes, another encoder does it. */
  @Test
  void hugePicturesAreWrittenToo() {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 2, 5000, 2600, FrameRate.of(10));
    assertThat(info(file).codec()).isEqualTo("mpeg4");
    assertThat(read(file)).hasSize(2);
  }

  @Test
  void theLastFrameStaysAsLongAsTheOthers() {
    Path file = SyntheticVideo.numbered(folder.resolve("a.mp4"), 10, 64, 64, FrameRate.of(10));
    assertThat(info(file).duration()).contains(Duration.ofSeconds(1));
  }

  /** Containers that count milliseconds mean the steady grid. */
  @Test
  void timesRoundedToMillisecondsBecomeSteadyAgain() {
    FrameRate ntsc = new FrameRate(30_000, 1001);
    Path file =
        SyntheticVideo.write(
            folder.resolve("a.mp4"),
            20,
            ntsc,
            i -> SyntheticVideo.numbered(i, 64, 64),
            i -> Math.round(i * 1001 / 30.0) * 1_000_000,
            VideoWriterOptions.defaults());
    assertThat(info(file).frameRate()).isEqualTo(ntsc);
    assertThat(read(file).get(19).timestamp().toNanos())
        .isCloseTo(Math.round(19e9 * 1001 / 30_000), within(1L));
  }

  @Test
  void aGifLeavesOutWhatPlayersWouldSlowDown() {
    Path file = SyntheticVideo.numbered(folder.resolve("a.gif"), 60, 64, 64, FrameRate.of(60));
    List<VideoFrame> frames = read(file);
    assertThat(frames).hasSizeBetween(35, 50);
    for (VideoFrame frame : frames) {
      double shown = SyntheticVideo.number(frame) % 40 / 60.0;
      assertThat(frame.timestamp().toNanos() / 1e9 % (40 / 60.0)).isCloseTo(shown, within(0.011));
    }
  }

  @Test
  void soundIsCopiedAndEndsWithThePictures() throws Exception {
    Path sound = wav(folder.resolve("sound.wav"), 3);
    Path file =
        SyntheticVideo.write(
            folder.resolve("a.mp4"),
            25,
            FrameRate.of(25),
            i -> SyntheticVideo.numbered(i, 64, 64),
            i -> i * 40_000_000L,
            VideoWriterOptions.defaults().withAudioFrom(VideoSource.of(sound)));
    assertThat(info(file).hasAudio()).isTrue();
    assertThat(info(file).duration()).contains(Duration.ofSeconds(1));
    assertThat(read(file)).hasSize(25);
    // And once more, from a video with pictures.
    Path again =
        SyntheticVideo.write(
            folder.resolve("b.mp4"),
            10,
            FrameRate.of(25),
            i -> SyntheticVideo.numbered(i, 64, 64),
            i -> i * 40_000_000L,
            VideoWriterOptions.defaults().withAudioFrom(VideoSource.of(file)));
    assertThat(info(again).hasAudio()).isTrue();
    byte[] bytes = Files.readAllBytes(again);
    assertThat(bytes.length).isGreaterThan(2 * 8000 * 10 / 25);
  }

  @Test
  void whereThereIsNoSoundNoneIsCopied() {
    Path silent = SyntheticVideo.numbered(folder.resolve("a.mp4"), 3, 64, 64, FrameRate.of(25));
    Path file =
        SyntheticVideo.write(
            folder.resolve("b.mp4"),
            3,
            FrameRate.of(25),
            i -> SyntheticVideo.numbered(i, 64, 64),
            i -> i * 40_000_000L,
            VideoWriterOptions.defaults().withAudioFrom(VideoSource.of(silent)));
    assertThat(info(file).hasAudio()).isFalse();
  }

  /** A tone of 8000 samples a second, 16 bits. */
  static Path wav(Path file, int seconds) throws Exception {
    int bytes = 2 * 8000 * seconds;
    ByteBuffer wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
    for (int i = 0; i < bytes / 2; i++) {
      wav.putShort((short) (8000 * Math.sin(i * 440 * 2 * Math.PI / 8000)));
    }
    return Files.write(file, wav.array());
  }

  @Test
  void nothingIsLeftOfAVideoThatIsNotComplete() {
    try (VideoWriter writer = writer("a.mp4")) {
      writer.write(SyntheticVideo.numbered(0, 64, 64), Duration.ZERO);
    }
    try (VideoWriter writer = writer("b.mp4")) {
      assertThatThrownBy(writer::complete)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("b.mp4");
    }
    assertThat(folder).isEmptyDirectory();
  }

  private VideoWriter writer(String name) {
    return VideoWriter.create(
        folder.resolve(name), 64, 64, FrameRate.of(25), VideoWriterOptions.defaults());
  }

  @Test
  void anOldFileStaysUntilTheNewOneIsComplete() throws Exception {
    Path file = Files.writeString(folder.resolve("a.mp4"), "old");
    try (VideoWriter writer = writer("a.mp4")) {
      writer.write(SyntheticVideo.numbered(0, 64, 64), Duration.ZERO);
      assertThat(file).hasContent("old");
      writer.complete();
      assertThatThrownBy(writer::complete).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(
              () -> writer.write(SyntheticVideo.numbered(1, 64, 64), Duration.ofMillis(40)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(read(file)).hasSize(1);
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatCannotBeWrittenIsNamed() throws Exception {
    BufferedImage other = SyntheticVideo.numbered(0, 32, 64);
    try (VideoWriter writer = writer("a.mp4")) {
      assertThatThrownBy(() -> writer.write(other, Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("picture: expected 64×64, found 32×64");
      writer.write(SyntheticVideo.numbered(0, 64, 64), Duration.ofMillis(40));
      assertThatThrownBy(
              () -> writer.write(SyntheticVideo.numbered(0, 64, 64), Duration.ofMillis(40)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("timestamp");
    }
    assertThatThrownBy(() -> writer("a.avi"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.avi: expected a name in .mp4 or .gif");
    assertThatThrownBy(() -> writer("no/such/folder/a.mp4"))
        .isInstanceOf(VideoWriteException.class)
        .hasMessageContaining("expected an existing folder");
    Files.createDirectory(folder.resolve("folder.mp4"));
    assertThatThrownBy(() -> writer("folder.mp4"))
        .isInstanceOf(VideoWriteException.class)
        .hasMessageContaining("found a directory");
    VideoWriterOptions withSound =
        VideoWriterOptions.defaults().withAudioFrom(VideoSource.of(folder.resolve("no.mp4")));
    assertThatThrownBy(
            () -> VideoWriter.create(folder.resolve("b.mp4"), 64, 64, FrameRate.of(25), withSound))
        .isInstanceOf(VideoWriteException.class)
        .hasMessageContaining("b.mp4");
    assertThatThrownBy(
            () -> VideoWriter.create(folder.resolve("b.gif"), 64, 64, FrameRate.of(25), withSound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a GIF has no sound");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void alphaAndOtherTypesOfPicturesAreTaken() {
    BufferedImage gray = new BufferedImage(64, 64, BufferedImage.TYPE_4BYTE_ABGR);
    gray.createGraphics().fillRect(0, 0, 64, 64);
    Path file =
        SyntheticVideo.write(
            folder.resolve("a.mp4"),
            1,
            FrameRate.of(25),
            i -> gray,
            i -> 0,
            VideoWriterOptions.defaults());
    assertThat(read(file).get(0).image().rgb(30, 30) & 0xFF).isGreaterThan(250);
  }
}
