package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of 270 MB is written and read in a JVM with a heap of 64 MB. */
class LargeFileTest {
  private static final int TENSORS = 27;
  private static final int BYTES = 10_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"large.pth", "large.safetensors"})
  void fitsASmallHeap(String name) throws Exception {
    Path file = folder.resolve(name);
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFileTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(log)).isEqualTo("read 270000000 bytes\n");
    assertThat(Files.size(file)).isGreaterThan((long) TENSORS * BYTES);
    Files.delete(file);
  }

  /** What the small JVM does. */
  public static void main(String[] args) {
    Path file = Path.of(args[0]);
    StateDict.Builder builder = StateDict.builder();
    for (int i = 0; i < TENSORS; i++) {
      byte value = (byte) i;
      builder.add(
          StoredTensor.of("t" + i, DType.UINT8, new long[] {BYTES}, target -> fill(target, value)));
    }
    CheckpointWriter.write(file, builder.build(), CheckpointMetadata.none());
    ByteBuffer target = ByteBuffer.allocateDirect(BYTES);
    long total = 0;
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      for (int i = 0; i < TENSORS; i++) {
        checkpoint.stateDict().get("t" + i).readInto(target.clear());
        if (target.get(0) != i || target.get(BYTES - 1) != i) {
          throw new AssertionError("tensor " + i + " is wrong");
        }
        total += target.position();
      }
    }
    System.out.println("read " + total + " bytes");
  }

  private static void fill(ByteBuffer target, byte value) {
    while (target.hasRemaining()) {
      target.put(value);
    }
  }
}
