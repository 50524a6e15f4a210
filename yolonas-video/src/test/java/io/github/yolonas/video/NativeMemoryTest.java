package io.github.yolonas.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.video.ffmpeg.Ffmpeg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native memory does not grow: not by reading, not by writing, not by leaving early, not by errors.
 * A JVM of its own does it, whose small heap is touched from the start, so that what its resident
 * memory grows by is native.
 */
class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  /** Opens and closes, again and again, what is whole, cut short, and no video. */
  static final class Rounds {
    private final Path folder;
    private final Path whole;
    private final Path cut;
    private final Path broken;

    private Rounds(Path folder) throws IOException {
      this.folder = folder;
      whole = SyntheticVideo.numbered(folder.resolve("a.mp4"), 20, 640, 480, FrameRate.of(25));
      cut = Files.copy(whole, folder.resolve("cut.mp4"));
      Mp4Bytes.truncate(cut, 50);
      broken = Files.writeString(folder.resolve("broken.mp4"), "no video");
    }

    public static void main(String[] args) throws IOException {
      Ffmpeg.load();
      Rounds rounds = new Rounds(Path.of(args[0]));
      rounds.run(30);
      long objects = Pointer.totalCount();
      long before = resident();
      rounds.run(100);
      System.out.println("objects=" + (Pointer.totalCount() - objects));
      System.out.println("growth=" + (resident() - before));
    }

    private void run(int times) {
      for (int i = 0; i < times; i++) {
        try (VideoReader video = VideoReader.open(whole)) {
          video.read();
          video.read(); // and leaves early
        }
        readToFailure(cut);
        readToFailure(broken);
        write(i % 2 == 0 ? "out.mp4" : "out.gif");
      }
    }

    private static void readToFailure(Path file) {
      try (VideoReader video = VideoReader.open(file)) {
        while (video.read().isPresent()) {
          Thread.onSpinWait();
        }
        throw new AssertionError(file + " has no damage");
      } catch (VideoReadException e) {
        assertThat(e).hasMessageContaining(file.toString());
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

  @Test
  @Timeout(300)
  void openingAndClosingAHundredTimes() throws Exception {
    Assumptions.assumeTrue(Files.exists(STATUS), "skipped: memory is read from " + STATUS);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"));
    command.addAll(List.of("-Djava.awt.headless=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Rounds.class.getName(), folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "1"); // else threads that come and go add theirs
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(number(output, "objects")).isZero();
    // One leaked frame is 0.45 MiB or more, so a leak of one a round would be 45.
    assertThat(number(output, "growth")).isLessThan(16 * MEBIBYTE);
  }

  private static long number(String output, String key) {
    return output
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + output));
  }
}
