package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * On a device, decoding and choice run to their end without a question to it. Tensors of LibTorch's
 * {@code meta} device have shapes and no values: whatever needs a value to go on fails on them.
 */
@ExtendWith(NativeLeakExtension.class)
class NothingIsAskedTest {
  private static final int IMAGES = 3;
  private static final int CLASSES = 80;
  private static final int BINS = 17;
  private static final List<Integer> STRIDES = List.of(8, 16, 32);
  private static final int ANCHORS = 80 * 80 + 40 * 40 + 20 * 20;

  @ParameterizedTest
  @CsvSource({
    "Half,     1024,    1024",
    "BFloat16, 1,       1",
    "Float,    1024,    1024",
    "Float,    1000000, 672000",
  })
  void severalLabels(ScalarType dtype, int topK, int rows) {
    PostprocessOptions options = PostprocessOptions.builder().nmsTopK(topK).build();
    assertThat(countsWithoutValues(dtype, options)).containsOnly(rows).hasSize(IMAGES);
  }

  @ParameterizedTest
  @CsvSource({"Half, 1024, 1024", "Float, 100000, 8400"})
  void oneLabelOfSomeClasses(ScalarType dtype, int topK, int rows) {
    PostprocessOptions options =
        PostprocessOptions.builder()
            .nmsTopK(topK)
            .multiLabelPerBox(false)
            .classes(Set.of(3, 79))
            .build();
    assertThat(countsWithoutValues(dtype, options)).containsOnly(rows).hasSize(IMAGES);
  }

  private static List<Integer> countsWithoutValues(ScalarType dtype, PostprocessOptions options) {
    try (PointerScope scope = new PointerScope();
        DflDecoder decoder = new DflDecoder(STRIDES)) {
      DecodedBoxes decoded = decoder.decode(levels(CLASSES, dtype), levels(4 * BINS, dtype));
      assertThat(decoded.scores().size(1)).isEqualTo(ANCHORS);
      PackedCandidates packed = CandidateSelector.pack(decoded, options);
      assertThat(packed.rows().is_meta()).isTrue();
      assertThat(packed.rows().size(0))
          .isEqualTo(packed.counts().stream().mapToLong(Integer::longValue).sum());
      return packed.counts();
    }
  }

  /** That the other way does ask shows that the questions would be noticed. */
  @Test
  void countingAsks() {
    try (PointerScope scope = new PointerScope();
        DflDecoder decoder = new DflDecoder(STRIDES)) {
      DecodedBoxes decoded =
          decoder.decode(levels(CLASSES, ScalarType.Float), levels(4 * BINS, ScalarType.Float));
      assertThatThrownBy(() -> CandidateSelector.pack(decoded, PostprocessOptions.defaults(), true))
          .hasMessageContaining("aten::nonzero");
    }
  }

  private static List<Tensor> levels(int channels, ScalarType dtype) {
    TensorOptions nowhere = new TensorOptions(dtype).device(new DeviceOptional(new Device("meta")));
    return IntStream.of(80, 40, 20)
        .mapToObj(size -> torch.empty(new long[] {IMAGES, channels, size, size}, nowhere, null))
        .toList();
  }
}
