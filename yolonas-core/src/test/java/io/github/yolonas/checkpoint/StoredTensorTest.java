package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StoredTensorTest {
  private static final StoredTensor TENSOR =
      StoredTensor.of("w", DType.FLOAT32, new long[] {2, 3}, ByteBuffer.wrap(TestFiles.floats(6)));

  @Test
  void knowsItsSizes() {
    assertThat(TENSOR).hasToString("w: FLOAT32 [2, 3]");
    assertThat(TENSOR.elementCount()).isEqualTo(6);
    assertThat(TENSOR.byteCount()).isEqualTo(24);
    TENSOR.shape()[0] = 99;
    assertThat(TENSOR.shape()).containsExactly(2, 3);
    assertThat(TENSOR.named("v").name()).isEqualTo("v");
  }

  @Test
  void canBeReadAgainAndAgain() {
    assertThat(TestFiles.read(TENSOR)).isEqualTo(TestFiles.read(TENSOR));
  }

  @Test
  void fillsPartOfALargerBuffer() {
    ByteBuffer target = ByteBuffer.allocate(40).position(10);
    TENSOR.readInto(target);
    assertThat(target.position()).isEqualTo(34);
    assertThat(target.limit()).isEqualTo(40);
  }

  @Test
  void isWrittenLittleEndianWhateverTheBuffer() {
    StoredTensor one =
        StoredTensor.of("w", DType.INT16, new long[] {1}, target -> target.putShort((short) 0x102));
    assertThat(TestFiles.read(one)).containsExactly(2, 1);
  }

  @Test
  void mayBeWrittenThroughAView() {
    StoredTensor two =
        StoredTensor.of(
            "w",
            DType.FLOAT32,
            new long[] {2},
            target -> target.asFloatBuffer().put(new float[] {1, 2}));
    assertThat(TestFiles.read(two)).isEqualTo(TestFiles.floats(2));
  }

  @Test
  void refusesASmallerBuffer() {
    assertThatThrownBy(() -> TENSOR.readInto(ByteBuffer.allocate(23)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("w: expected a buffer of 24 bytes, found 23");
  }

  @Test
  void refusesDataOfAnotherLength() {
    assertThatThrownBy(
            () -> StoredTensor.of("w", DType.INT64, new long[] {2}, ByteBuffer.allocate(15)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("w: expected 16 bytes for INT64 [2], found 15");
    assertThatThrownBy(
            () -> StoredTensor.of("w", DType.INT8, new long[] {-1}, ByteBuffer.allocate(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("negative size");
  }

  @Test
  void aNameOccursOnce() {
    StateDict.Builder builder = StateDict.builder().add(TENSOR);
    assertThatThrownBy(() -> builder.add(TENSOR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two tensors named w");
  }
}
