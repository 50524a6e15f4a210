package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.Precision;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class GeneratedCheckpointTest {
  @TempDir private Path folder;

  /**
   * Parameters as published, 19.1, 51.2 and 67.0 million, less the placeholders of fused kernels.
   */
  @ParameterizedTest
  @CsvSource({"S, 12878304", "M, 33861346", "L, 44529448"})
  void hasTheShapesOfThePublishedNetworks(Variant variant, long parameters) {
    StateDict weights = GeneratedCheckpoint.weights(variant);
    long counted =
        weights.stream()
            .filter(tensor -> !tensor.name().contains("running_"))
            .mapToLong(StoredTensor::elementCount)
            .sum();
    assertThat(counted).isEqualTo(parameters);
  }

  @ParameterizedTest
  @CsvSource({"TINY, FP32, 3", "TINY, BF16, 3", "S, FP32, 80"})
  void staysFiniteThroughTheNetwork(Variant variant, Precision precision, int classes) {
    InputSize size = new InputSize(64, 64);
    Path file = folder.resolve("generated.pth");
    GeneratedCheckpoint.write(file, variant, size);
    try (Contender network = YolonasContender.open(file, precision, 1, new NetworkInput(1, size))) {
      Outputs outputs = run(network);
      assertThat(outputs.scores()).hasSize(classes * (8 * 8 + 4 * 4 + 2 * 2));
      for (float score : outputs.scores()) {
        assertThat(score).isBetween(0f, 1f);
      }
      for (float corner : outputs.boxes()) {
        assertThat(corner).isBetween(-512f, 1024f);
      }
    }
  }

  @Test
  void isTheSameEveryTime() throws IOException {
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    Stream.of(first, second)
        .forEach(file -> GeneratedCheckpoint.write(file, Variant.TINY, new InputSize(64, 64)));
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  private static Outputs run(Contender network) {
    try {
      return network.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
