package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.video.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native memory does not grow: not by reading, not by writing, not by leaving early, not by errors.
 */
class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void openingAndClosingAHundredTimes() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "skipped: memory is read from " + STATUS);
    Ffmpeg.load();
    Path whole = SyntheticVideo.numbered(folder.resolve("a.mp4"), 20, 640, 480, FrameRate.of(25));
    Path cut = Files.copy(whole, folder.resolve("cut.mp4"));
    Mp4Bytes.truncate(cut, 50);
    Path broken = Files.writeString(folder.resolve("broken.mp4"), "no video");
    round(30, whole, cut, broken);
    System.gc(); // the heap, too, is resident
    long objects = Pointer.totalCount();
    long before = resident();
    round(100, whole, cut, broken);
    System.gc();
    assertThat(Pointer.totalCount()).isEqualTo(objects);
    // One leaked frame of this size is 0.45 MiB or more, so a leak of one a round would be 45.
    assertThat(resident() - before).isLessThan(24 * MEBIBYTE);
  }

  private void round(int times, Path whole, Path cut, Path broken) {
    for (int i = 0; i < times; i++) {
      try (VideoReader video = VideoReader.open(whole)) {
        video.read();
        video.read(); // and leaves early
      }
      try (VideoReader video = VideoReader.open(cut)) {
        while (video.read().isPresent()) {
          Thread.onSpinWait();
        }
      } catch (VideoReadException e) {
        assertThat(e).hasMessageContaining("cut.mp4");
      }
      try (VideoReader video = VideoReader.open(broken)) {
        throw new AssertionError(video.name());
      } catch (VideoReadException e) {
        assertThat(e).hasMessageContaining("broken.mp4");
      }
      write(i % 2 == 0 ? "out.mp4" : "out.gif");
    }
  }

  private void write(String name) {
    try (VideoWriter writer =
        VideoWriter.create(
            folder.resolve(name), 320, 240, FrameRate.of(25), VideoWriterOptions.defaults())) {
      writer.write(SyntheticVideo.numbered(1, 320, 240), Duration.ZERO);
      writer.write(SyntheticVideo.numbered(2, 320, 240), Duration.ofMillis(40));
      if (name.endsWith("mp4")) {
        writer.complete();
      }
    }
  }

  private static long resident() throws IOException {
    try (Stream<String> lines = Files.lines(STATUS)) {
      String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
      return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }
  }
}
