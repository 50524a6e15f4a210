package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.ReferenceWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way in a JVM of its own with {@code -Xmx64m}, as an application would embed it. */
class SmallHeapTest {
  @TempDir Path folder;

  /** What runs in the other JVM: loads, predicts, and prints how much memory that took. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      try (YoloNas warmUp = YoloNas.load(ToyModel.CHECKPOINT)) {
        warmUp.predict(ToyModel.images().get(0));
      }
      long before = memory("VmRSS");
      try (YoloNas model = YoloNas.load(Path.of(args[0]))) {
        System.out.println("loading=" + (memory("VmHWM") - before));
        ImageDetectionPrediction result = model.predict(ToyModel.images().get(8));
        System.out.println("image=" + result.image());
      }
    }

    /** Of this process, in bytes. */
    private static long memory(String field) throws IOException {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
        String line = lines.filter(l -> l.startsWith(field + ":")).findFirst().orElseThrow();
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
  }

  @Test
  void theLargestVariantLoadsInOneAndAFifthOfItsWeights() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "skipped: memory is read from /proc");
    Path checkpoint = folder.resolve("l.safetensors");
    long weightBytes = writeReferenceWeights("l", checkpoint);
    List<String> output = run("-Xmx64m", checkpoint);
    assertThat(output).contains("image=RgbImage 800×600");
    long loading = Long.parseLong(value(output, "loading"));
    assertThat(loading).isLessThan(weightBytes * 12 / 10);
  }

  private static String value(List<String> output, String key) {
    return output.stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + output));
  }

  private static List<String> run(String heap, Path checkpoint) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                checkpoint.toString())
            .redirectErrorStream(true)
            .start();
    List<String> output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> String.join("\n", output)).isZero();
    return output;
  }

  private static long writeReferenceWeights(String variant, Path file) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    StateDict.Builder state = StateDict.builder();
    long bytes = 0;
    for (String key : weights.keys()) {
      long[] shape = weights.shape(key);
      long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      bytes += Float.BYTES * count;
      state.add(
          StoredTensor.of(
              key,
              DType.FLOAT32,
              shape,
              target -> littleEndian(target).asFloatBuffer().put(weights.values(key))));
    }
    CheckpointWriter.write(file, state.build(), CheckpointMetadata.none());
    return bytes;
  }

  private static ByteBuffer littleEndian(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }
}
