package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class DflDecoderTest {
  private static final List<Integer> STRIDES = List.of(8, 16);
  private static final int CLASSES = 3;
  private static final int BINS = 17;
  private static final int[][] SIZES = {{4, 6}, {2, 3}};

  private final DflDecoder decoder = new DflDecoder(STRIDES);

  @Test
  void fp64IsTheFormula() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1);
      List<Tensor> reg = levels(4 * BINS, 2);
      DecodedBoxes decoded = decoder.decode(cls, reg);
      assertThat(decoded.boxes().scalar_type().intern()).isEqualTo(ScalarType.Double);
      int anchor = 0;
      for (int level = 0; level < SIZES.length; level++) {
        for (int y = 0; y < SIZES[level][0]; y++) {
          for (int x = 0; x < SIZES[level][1]; x++, anchor++) {
            checkAnchor(decoded, anchor, cls.get(level), reg.get(level), level, y, x);
          }
        }
      }
      assertThat(decoded.boxes().size(1)).isEqualTo(anchor);
    }
  }

  private static void checkAnchor(
      DecodedBoxes decoded, int anchor, Tensor cls, Tensor reg, int level, int y, int x) {
    int stride = STRIDES.get(level);
    double[] expected = {
      (x + 0.5 - distance(reg, 0, y, x)) * stride,
      (y + 0.5 - distance(reg, 1, y, x)) * stride,
      (x + 0.5 + distance(reg, 2, y, x)) * stride,
      (y + 0.5 + distance(reg, 3, y, x)) * stride
    };
    for (int side = 0; side < 4; side++) {
      assertThat(value(decoded.boxes(), 1, anchor, side)).isCloseTo(expected[side], within(1e-12));
    }
    for (int c = 0; c < CLASSES; c++) {
      assertThat(value(decoded.scores(), 1, anchor, c))
          .isCloseTo(1 / (1 + Math.exp(-value(cls, 1, c, y, x))), within(1e-14));
    }
  }

  private static double distance(Tensor reg, int side, int y, int x) {
    double sum = 0;
    double expectation = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double weight = Math.exp(value(reg, 1, side * BINS + bin, y, x));
      sum += weight;
      expectation += bin * weight;
    }
    return expectation / sum;
  }

  @Test
  void memoryLayoutMakesNoDifference() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1);
      List<Tensor> reg = levels(4 * BINS, 2);
      DecodedBoxes plain = decoder.decode(cls, reg);
      DecodedBoxes channelsLast = decoder.decode(channelsLast(cls), channelsLast(reg));
      assertThat(channelsLast.boxes().equal(plain.boxes())).isTrue();
      assertThat(channelsLast.scores().equal(plain.scores())).isTrue();
    }
  }

  private static List<Tensor> channelsLast(List<Tensor> levels) {
    return levels.stream().map(level -> level.contiguous(MemoryFormat.ChannelsLast)).toList();
  }

  @Test
  void halfPrecisionIsDecodedInFp32() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = halves(levels(CLASSES, 1));
      List<Tensor> reg = halves(levels(4 * BINS, 2));
      DecodedBoxes decoded = decoder.decode(cls, reg);
      assertThat(decoded.boxes().scalar_type().intern()).isEqualTo(ScalarType.Float);
      DecodedBoxes exact = decoder.decode(doubles(cls), doubles(reg));
      double worst = decoded.boxes().sub(exact.boxes()).abs().max().item_double();
      assertThat(worst).isLessThan(1e-4);
    }
  }

  private static List<Tensor> halves(List<Tensor> levels) {
    return levels.stream().map(level -> level.to(ScalarType.BFloat16)).toList();
  }

  private static List<Tensor> doubles(List<Tensor> levels) {
    return levels.stream().map(level -> level.to(ScalarType.Double)).toList();
  }

  @Test
  void flattenKeepsTheOrderOfAnchors() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1);
      Tensor flat = decoder.flatten(cls);
      assertThat(value(flat, 0, 7, 2)).isEqualTo(value(cls.get(0), 0, 2, 1, 1));
      assertThat(value(flat, 1, 24 + 4, 0)).isEqualTo(value(cls.get(1), 1, 0, 1, 1));
    }
  }

  @Test
  void shapesThatDoNotFitAreNamed() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1);
      List<Tensor> oddChannels = levels(4 * BINS + 1, 2);
      assertThatThrownBy(() -> decoder.decode(cls, oddChannels))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("stride 8")
          .hasMessageContaining("[2, 69, 4, 6]");
      assertThatThrownBy(() -> decoder.decode(cls.subList(0, 1), cls))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("clsLogits: expected length 2, found 1");
      assertThatThrownBy(() -> new DflDecoder(List.of(8, 0)))
          .hasMessage("stride: expected at least 1, found 0");
    }
  }

  /** Two images of random logits for each level, fp64. */
  private static List<Tensor> levels(int channels, long seed) {
    Random random = new Random(seed);
    return Stream.of(SIZES)
        .map(
            size -> {
              Tensor level = torch.empty(2, channels, size[0], size[1]).to(ScalarType.Double);
              DoublePointer values = new DoublePointer(level.data_ptr());
              for (long i = 0; i < level.numel(); i++) {
                values.put(i, 3 * random.nextGaussian());
              }
              return level;
            })
        .toList();
  }

  private static double value(Tensor tensor, long... index) {
    try (PointerScope scope = new PointerScope()) {
      Tensor element = tensor;
      for (long i : index) {
        element = element.select(0, i);
      }
      return element.item_double();
    }
  }
}
