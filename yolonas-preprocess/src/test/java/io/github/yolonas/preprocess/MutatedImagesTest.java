package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged images of every format, in a process of their own: they are decoded or refused, and none
 * takes the process down, or more time and memory than an image of the allowed size may.
 */
class MutatedImagesTest {
  private static final long MOST_MILLISECONDS = 10_000;

  /** Pixels as RGB, what a decoder holds beside them, and some for the JVM. */
  private static final long MOST_BYTES = 24 * MutatedImages.MAX_PIXELS + (64L << 20);

  @TempDir private Path folder;

  @BeforeEach
  void memoryCanBeMeasured() {
    Path clear = Path.of("/proc/self/clear_refs");
    Assumptions.assumeTrue(Files.isWritable(clear), "skipped: peaks of memory need " + clear);
  }

  @Test
  void hundredsAreDecodedOrRefused() throws Exception {
    decodedOrRefused(600, 1);
  }

  @Test
  @Tag("slow")
  void tenThousandAreDecodedOrRefused() throws Exception {
    decodedOrRefused(10_000, 2);
  }

  private void decodedOrRefused(int count, long seed) throws Exception {
    Path current = folder.resolve("current");
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                System.getProperty("java.class.path"),
                MutatedImages.class.getName(),
                Integer.toString(count),
                Long.toString(seed),
                current.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.MINUTES)).as("ended; %s", kept(current)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as("%s; %s", kept(current), lines).isZero();
    // Decoders print what they think of an image in between.
    List<String> said = lines.stream().filter(line -> line.contains("decoded=")).toList();
    System.out.println(String.join("\n", said));
    String last = said.get(said.size() - 1);
    Map<String, Long> figures = new HashMap<>();
    for (String figure : last.split(" ", -1)) {
      figures.put(figure.split("=", 2)[0], Long.parseLong(figure.split("=", 2)[1]));
    }
    assertThat(figures.get("decoded")).as("decoded").isBetween(count / 20L, count * 3L / 4);
    assertThat(figures.get("refused")).as("refused").isBetween(count / 4L, count * 19L / 20);
    assertThat(figures.get("milliseconds")).isLessThan(MOST_MILLISECONDS);
    assertThat(figures.get("bytes")).isLessThan(MOST_BYTES);
  }

  /** The image that was being decoded, where the test's folder is gone afterwards. */
  private static String kept(Path current) throws IOException {
    if (!Files.exists(current)) {
      return "no image was written";
    }
    Path kept = Path.of("target", "mutated-image");
    return "the image is "
        + Files.copy(current, kept, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
