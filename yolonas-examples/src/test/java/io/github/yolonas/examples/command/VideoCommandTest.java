package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.examples.CountPassersBy;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.video.FrameRate;
import io.github.yolonas.video.VideoInfo;
import io.github.yolonas.video.VideoReader;
import io.github.yolonas.video.VideoSource;
import io.github.yolonas.video.VideoWriter;
import io.github.yolonas.video.VideoWriterOptions;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class VideoCommandTest {
  private static final int FRAMES = 12;

  @TempDir static Path shared;
  private static Path video;

  @TempDir Path folder;

  /** A square goes to the right, ten pixels a frame, and a circle the other way; with sound. */
  @BeforeAll
  static void makeVideo() throws Exception {
    video = shared.resolve("moving.mp4");
    VideoWriterOptions sound =
        VideoWriterOptions.defaults().withAudioFrom(VideoSource.of(silence()));
    try (VideoWriter writer = VideoWriter.create(video, 320, 240, FrameRate.of(10), sound)) {
      for (int i = 0; i < FRAMES; i++) {
        writer.write(scene(i), Duration.ofMillis(100L * i));
      }
      writer.complete();
    }
  }

  private static Path silence() throws Exception {
    ByteBuffer wav = ByteBuffer.allocate(44 + 32_000).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 32_000);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(32_000);
    return Files.write(shared.resolve("silence.wav"), wav.array());
  }

  private static BufferedImage scene(int frame) {
    BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(new Color(120, 125, 130));
    g.fillRect(0, 0, 320, 240);
    g.setColor(new Color(220, 40, 40));
    g.fillRect(60 + 10 * frame, 40, 50, 50);
    g.setColor(new Color(30, 60, 200));
    g.fillOval(200 - 10 * frame, 150, 56, 56);
    g.dispose();
    return image;
  }

  private static VideoInfo info(Path file) {
    try (VideoReader reader = VideoReader.open(file)) {
      return reader.info();
    }
  }

  @Test
  void jsonHasAnObjectForEachFrame() {
    CommandRun run = CommandRun.of("video", "--json", "--model", Toy.MODEL, video.toString());
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode frames = run.json();
    assertThat(frames).hasSize(FRAMES);
    JsonNode third = frames.get(2);
    assertThat(third.fieldNames())
        .toIterable()
        .containsExactly("source", "frame", "timeMs", "width", "height", "detections", "timings");
    assertThat(third.get("source").asText()).isEqualTo(video.toString());
    assertThat(third.get("frame").asInt()).isEqualTo(2);
    assertThat(third.get("timeMs").asDouble()).isEqualTo(200);
    assertThat(third.get("detections")).hasSize(2);
    assertThat(third.get("detections").get(0).fieldNames())
        .toIterable()
        .containsExactly("label", "className", "score", "box");
    assertThat(run.err()).contains("12 frames looked at, 24 detections");
  }

  @Test
  void everyNthFrame() {
    JsonNode frames = CommandRun.of("video", "--json", "--every", "5", video.toString()).json();
    assertThat(frames).extracting(frame -> frame.get("frame").asInt()).containsExactly(0, 5, 10);
  }

  @Test
  void trackedDetectionsHaveTheirIds() {
    JsonNode frames = CommandRun.of("video", "--track", "--json", video.toString()).json();
    assertThat(frames).hasSize(FRAMES);
    for (JsonNode frame : frames) {
      JsonNode detections = frame.get("detections");
      assertThat(detections).hasSize(2);
      for (JsonNode detection : detections) {
        boolean first = detection.get("className").equals(name(frames.get(0), 1));
        assertThat(detection.get("trackId").asInt()).isEqualTo(first ? 1 : 2);
      }
    }
  }

  private static JsonNode name(JsonNode frame, int trackId) {
    for (JsonNode detection : frame.get("detections")) {
      if (detection.get("trackId").asInt() == trackId) {
        return detection.get("className");
      }
    }
    throw new AssertionError("no track " + trackId);
  }

  @Test
  void peopleGetALineForEachDetection() {
    CommandRun run = CommandRun.of("video", "--track", "--every", "6", video.toString());
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("frame 0 at 0.00 s: 2 detections")
        .contains("frame 6 at 0.60 s: 2 detections")
        .containsPattern("  #\\d square 0\\.\\d\\d at \\[");
  }

  @Test
  void theAnnotatedVideoHasAllFramesAndTheSound() {
    Path out = folder.resolve("out.mp4");
    CommandRun run =
        CommandRun.of(
            "video",
            "--every",
            "3",
            "--line",
            "145,0,145,240",
            "--audio",
            "-o",
            out.toString(),
            video.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("wrote " + out + ": 12 frames")
        .contains("4 frames looked at")
        .contains("2 objects")
        .contains("crossed the line: in 1 {circle=1}, out 1 {square=1}");
    assertThat(info(out).frameCount()).hasValue(FRAMES);
    assertThat(info(out).duration()).contains(Duration.ofMillis(1200));
    assertThat(info(out).hasAudio()).isTrue();
  }

  @Test
  void aGifIsWrittenBesideJson() {
    Path out = folder.resolve("out.gif");
    CommandRun run = CommandRun.of("video", "--json", "-o", out.toString(), video.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json()).hasSize(FRAMES);
    assertThat(info(out).codec()).isEqualTo("gif");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  /** What can be read is whole and playable; the status says that it is not all. */
  @Test
  void ofATruncatedVideoWhatIsThereIsWritten() throws Exception {
    byte[] bytes = Files.readAllBytes(video);
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Path out = folder.resolve("out.mp4");
    CommandRun run = CommandRun.of("video", "--json", "-o", out.toString(), cut.toString());
    assertThat(run.status()).isEqualTo(1);
    JsonNode frames = run.json();
    JsonNode last = frames.get(frames.size() - 1);
    assertThat(last.get("error").asText()).contains("cut.mp4").contains("frames could be read");
    assertThat(run.err()).contains("yolonas: " + cut).doesNotContain("\tat ");
    assertThat(frames.size()).isBetween(2, FRAMES);
    assertThat(info(out).frameCount()).hasValue(frames.size() - 1);
  }

  @Test
  void aSourceThatCannotBeReadIsNamed() throws Exception {
    CommandRun missing = CommandRun.of("video", "--json", "no.mp4");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.json().get(0).get("error").asText()).contains("no.mp4: ", "no such file");
    Path out = folder.resolve("out.mp4");
    CommandRun text = CommandRun.of("video", "-o", out.toString(), "pom.xml");
    assertThat(text.status()).isEqualTo(1);
    assertThat(text.err()).contains("pom.xml").doesNotContain("looked at");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--every|0|--every: expected at least 1, found 0",
        "--conf|2|--conf: expected 0 to 1, found 2.0",
        "--classes|sqare|Did you mean 'square'?",
        "-o|out.avi|-o: expected a name in .mp4 or .gif, found out.avi",
        "--line|1,2,3|expected X1,Y1,X2,Y2 in pixels, found '1,2,3'",
        "--line|1,2,1,2|expected two different ends",
      })
  void wrongUsageIsExplained(String option, String value, String message) {
    CommandRun run = CommandRun.of("video", option, value, video.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theSourceIsNotOverwrittenAndAGifHasNoSound() throws Exception {
    byte[] before = Files.readAllBytes(video);
    CommandRun same = CommandRun.of("video", "-o", video.toString(), video.toString());
    assertThat(same.status()).isEqualTo(2);
    assertThat(same.err()).contains("expected another file than SOURCE");
    assertThat(Files.readAllBytes(video)).isEqualTo(before);
    CommandRun gif = CommandRun.of("video", "--audio", "-o", "a.gif", video.toString());
    assertThat(gif.status()).isEqualTo(2);
    assertThat(gif.err()).contains("a GIF has no sound");
  }

  /** Frames have no EXIF tag. */
  @Test
  void whatHasNoEffectIsNoOption() {
    for (String command : new String[] {"video", "webcam"}) {
      assertThat(CommandRun.of(command, "--help").out())
          .contains("--conf")
          .doesNotContain("--exif");
    }
    CommandRun run = CommandRun.of("video", "--exif", "ignore", video.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--exif");
  }

  @Test
  void theExampleCountsAndWrites() {
    String model = Toy.MODEL;
    Path out = folder.resolve("counted.mp4");
    CountPassersBy.main(new String[] {model, video.toString(), out.toString()});
    assertThat(info(out).frameCount()).hasValue(FRAMES);
  }
}
