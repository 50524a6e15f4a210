package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Views of a storage, compared with the definition of a view, element by element. */
class StridedContentTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}: offset {1}, shape {2}, strides {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "row-major        | 0 | 2 3 4   | 12 4 1",
        "transposed       | 0 | 3 2     | 1 3",
        "channels last    | 0 | 2 3 4 5 | 60 1 15 3",
        "every second     | 1 | 5       | 2",
        "a column         | 3 | 4       | 7",
        "expanded inside  | 0 | 3 4     | 1 0",
        "expanded outside | 2 | 4 3     | 0 1",
        "all expanded     | 5 | 2 2     | 0 0",
        "size one         | 4 | 1 6 1   | 999 1 77",
        "scalar           | 9 | ''      | ''",
        "empty            | 0 | 3 0 2   | 9 9 9",
        "sliding windows  | 0 | 4 3     | 1 1",
        "far jumps        | 0 | 3 2     | 40000 60001"
      })
  void viewsAreLaidOutDensely(String what, long offset, String shape, String strides) {
    check(offset, longs(shape), longs(strides), 150_000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomPermutationsOfSlices(int seed) {
    Random random = new Random(seed);
    int rank = 1 + random.nextInt(4);
    long[] shape = new long[rank];
    long[] strides = new long[rank];
    long stride = 1;
    int[] order = IntStream.range(0, rank).toArray();
    for (int i = rank - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    for (int dimension : order) {
      shape[dimension] = random.nextInt(1, 6);
      strides[dimension] = random.nextInt(6) == 0 ? 0 : stride;
      stride *= shape[dimension] + (long) random.nextInt(3);
    }
    check(random.nextInt(9), shape, strides, 4_000);
  }

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  private void check(long offset, long[] shape, long[] strides, int storageElements) {
    byte[] storage = TestFiles.floats(storageElements);
    byte[] pickle =
        PickleAssembler.protocol2()
            .op('}')
            .text("w")
            .tensor("FloatStorage", "0", storageElements, offset, shape, strides)
            .op('s')
            .stop();
    byte[] expected = gather(storage, offset, shape, strides);
    for (boolean deflated : new boolean[] {false, true}) {
      byte[] zip = TestFiles.zip(Map.of("x/data.pkl", pickle, "x/data/0", storage), deflated);
      try (Checkpoint checkpoint = Checkpoint.open(TestFiles.write(folder, "v.pth", zip))) {
        StoredTensor tensor = checkpoint.stateDict().get("w");
        assertThat(tensor.shape()).isEqualTo(shape);
        assertThat(TestFiles.read(tensor)).isEqualTo(expected);
        ByteBuffer direct = ByteBuffer.allocateDirect(expected.length + 8).position(3);
        tensor.readInto(direct);
        assertThat(direct.position()).isEqualTo(3 + expected.length);
        assertThat(direct.slice(3, expected.length)).isEqualTo(ByteBuffer.wrap(expected));
      }
    }
  }

  /** By definition: the element at (i, j, …) is at offset + i·stride₀ + j·stride₁ + … */
  private static byte[] gather(byte[] storage, long offset, long[] shape, long[] strides) {
    int count = (int) TensorView.elementCount(shape);
    byte[] dense = new byte[count * Float.BYTES];
    for (int n = 0; n < count; n++) {
      long rest = n;
      long from = offset;
      for (int i = shape.length - 1; i >= 0; i--) {
        from += rest % shape[i] * strides[i];
        rest /= shape[i];
      }
      System.arraycopy(storage, (int) from * Float.BYTES, dense, n * Float.BYTES, Float.BYTES);
    }
    return dense;
  }

  private static long[] longs(String spaced) {
    return spaced.isBlank()
        ? new long[0]
        : Arrays.stream(spaced.strip().split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
