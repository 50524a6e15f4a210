package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of damaged files. Nothing but a {@link CheckpointException} may come of one, and soon.
 */
class MutatedFileTest {
  private static final int MUTANTS = 4_000;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("smallFiles")
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void mutantsAreReadOrRefused(String kind, byte[] original) {
    assertThat(Exercise.everything(original)).isPositive();
    Random random = new Random(20261124);
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      refused += Exercise.everything(mutate(original, random)) < 0 ? 1 : 0;
    }
    assertThat(refused).as("%s: refused of %d", kind, MUTANTS).isBetween(MUTANTS / 20, MUTANTS - 1);
  }

  static Stream<Arguments> smallFiles() throws IOException {
    Path folder = Files.createTempDirectory("mutants");
    Path pth = folder.resolve("a.pth");
    Path safetensors = folder.resolve("a.safetensors");
    CheckpointMetadata metadata =
        CheckpointMetadata.of(
            Optional.of(List.of("cat", "dog")),
            Optional.of(CheckpointWriterTest.ALL_PARAMS),
            Map.of("epoch", "1"));
    StateDict weights = fewWeights();
    CheckpointWriter.write(pth, weights, metadata);
    CheckpointWriter.write(safetensors, weights, metadata);
    byte[] pickle = TestFiles.smallPickle();
    byte[] deflated =
        TestFiles.zip(Map.of("a/data.pkl", pickle, "a/data/0", TestFiles.floats(6)), true);
    return Stream.of(
        arguments("zip", TestFiles.smallZip()),
        arguments("deflated zip", deflated),
        arguments("legacy", TestFiles.smallLegacy()),
        arguments("safetensors", TestFiles.smallSafetensors()),
        arguments("zip with metadata", Files.readAllBytes(pth)),
        arguments("safetensors with metadata", Files.readAllBytes(safetensors)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ckpt_latest.pth",
        "tiny_legacy_nonzip.pth",
        "tiny_half_state_dict.pth",
        "tiny_fused_1x3x160x192.torchscript.pt"
      })
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void cutOffAnywhereIsRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(TestFiles.reference(name));
    for (int i = 0; i < 64; i++) {
      int length = (int) ((long) whole.length * i / 64);
      Path file = TestFiles.write(folder, "cut.pth", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Checkpoint.open(file))
          .as("%s cut to %d of %d bytes", name, length, whole.length)
          .isInstanceOf(CheckpointException.class);
    }
  }

  private static StateDict fewWeights() {
    StateDict all = CheckpointWriterTest.everyType();
    return StateDict.builder().add(all.get("float32")).add(all.get("int64")).build();
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] mutant = original.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(6)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        case 3 -> mutant = Arrays.copyOf(mutant, Math.max(1, at));
        case 4 -> mutant = cut(mutant, at, random.nextInt(16));
        default -> mutant = repeat(mutant, at, random.nextInt(16));
      }
    }
    return mutant;
  }

  private static byte[] cut(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (end - at));
    System.arraycopy(bytes, end, shorter, at, bytes.length - end);
    return shorter.length == 0 ? bytes : shorter;
  }

  private static byte[] repeat(byte[] bytes, int at, int count) {
    int end = Math.min(bytes.length, at + count);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + (end - at));
    System.arraycopy(bytes, at, longer, end, bytes.length - at);
    return longer;
  }
}
