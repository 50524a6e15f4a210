package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.testing.BoundedWork;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that say of themselves that they are quantized. */
@ExtendWith(NativeLeakExtension.class)
class QuantizedTensorsTest {
  @TempDir private Path folder;

  private static StoredTensor zeros(String name, DType dtype, long... shape) {
    int bytes = dtype.bytes() * (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return StoredTensor.of(name, dtype, shape, ByteBuffer.allocate(bytes));
  }

  private Path file(StateDict weights) {
    Path file = folder.resolve("a.safetensors");
    CheckpointWriter.write(file, weights, CheckpointMetadata.none());
    return file;
  }

  private static StateDict weights(long... scales) {
    return StateDict.builder()
        .add(zeros("a.weight", DType.INT8, 4, 3, 1, 1))
        .add(zeros("a.weight_scale", DType.FLOAT64, scales))
        .add(zeros("a.quantization", DType.FLOAT64, 4))
        .build();
  }

  @Test
  void aWeightIsMultipliedWithItsScales() {
    try (Checkpoint checkpoint = Checkpoint.open(file(weights(4, 1, 1, 1)));
        PointerScope scope = new PointerScope()) {
      QuantizedTensors tensors = QuantizedTensors.find(checkpoint).orElseThrow();
      assertThat(tensors.keys()).containsExactly("a.weight");
      Tensor weight = tensors.read("a.weight");
      assertThat(weight.numel()).isEqualTo(12);
      assertThat(scope).isNotNull();
    }
  }

  /** They would spread the weight, and with larger numbers to terabytes. */
  @ParameterizedTest
  @ValueSource(strings = {"4 3 5 1", "7 1 1 1", "1 1 1 1 1", "2"})
  void scalesOfAnotherShapeAreRefused(String shape) {
    long[] scales = Arrays.stream(shape.split(" ", -1)).mapToLong(Long::parseLong).toArray();
    Path file = file(weights(scales));
    try (Checkpoint checkpoint = Checkpoint.open(file);
        PointerScope scope = new PointerScope()) {
      QuantizedTensors tensors = QuantizedTensors.find(checkpoint).orElseThrow();
      assertThatThrownBy(() -> tensors.read("a.weight"))
          .isInstanceOf(CheckpointException.class)
          .hasMessage(
              file
                  + ": a.weight_scale: expected scales for a weight [4, 3, 1, 1], found "
                  + Arrays.toString(scales));
      assertThat(scope).isNotNull();
    }
  }

  @Test
  void scalesThatAreNoneAreRefused() {
    Path file = file(weights(4, 1, 1, 1));
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      QuantizedTensors tensors = QuantizedTensors.find(checkpoint).orElseThrow();
      assertThatThrownBy(tensors::plan)
          .isInstanceOf(CheckpointException.class)
          .hasMessage(
              file + ": a.quantization: scale: expected a finite number above 0, found 0.0");
    }
  }

  @Test
  void aHundredThousandNamesAreLookedThroughSoon() throws Exception {
    StateDict.Builder weights = StateDict.builder();
    for (int i = 0; i < 99_000; i++) {
      weights.add(zeros("layer" + i + ".quantization", DType.FLOAT64, 0));
    }
    Path file = file(weights.build());
    BoundedWork.read(
        (int) Files.size(file),
        () -> {
          try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertThat(QuantizedTensors.find(checkpoint).orElseThrow().keys()).hasSize(99_000);
          }
        });
  }
}
