package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.model.ReferenceWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The largest variant loads and predicts with a heap of 64 MB, holding little beside its weights.
 */
class SmallHeapTest {
  private static final int RUNS = 3;

  @TempDir Path folder;

  /** Loads the checkpoint it is given, predicts, and prints how much memory loading took. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) throws IOException {
      try (YoloNas warmUp = YoloNas.load(ToyModel.CHECKPOINT)) {
        warmUp.predict(ToyModel.images().get(0));
      }
      long before = ChildJvm.memory("VmRSS");
      try (YoloNas model = YoloNas.load(Path.of(args[0]))) {
        System.out.println("loading=" + (ChildJvm.memory("VmHWM") - before));
        System.out.println(model.predict(ToyModel.images().get(8)).image());
      }
    }
  }

  @Test
  void theLargestVariantLoadsInOneAndAFifthOfItsWeights() throws Exception {
    Path checkpoint = folder.resolve("l.safetensors");
    long weightBytes = writeReferenceWeights("l", checkpoint);
    // What the JVM compiles meanwhile counts too, some ten megabytes more or less; a second copy of
    // weights would be there every time.
    long least = Long.MAX_VALUE;
    for (int run = 0; run < RUNS; run++) {
      List<String> output = ChildJvm.run(Program.class, checkpoint.toString());
      assertThat(output).contains("RgbImage 800×600");
      least = Math.min(least, ChildJvm.number(output, "loading"));
    }
    assertThat(least).isLessThan(weightBytes * 12 / 10);
  }

  private static long writeReferenceWeights(String variant, Path file) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    StateDict.Builder state = StateDict.builder();
    long bytes = 0;
    for (String key : weights.keys()) {
      long[] shape = weights.shape(key);
      bytes += Float.BYTES * Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      state.add(
          StoredTensor.of(key, DType.FLOAT32, shape, target -> put(weights.values(key), target)));
    }
    CheckpointWriter.write(file, state.build(), CheckpointMetadata.none());
    return bytes;
  }

  private static void put(float[] values, ByteBuffer target) {
    target.order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      target.putFloat(value);
    }
  }
}
