package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NativeLeakExtension.class)
class DflDecoderTest {
  private static final List<Integer> STRIDES = List.of(8, 16);
  private static final int CLASSES = 3;
  private static final int BINS = 17;
  private static final int[][] SIZES = {{4, 6}, {2, 3}};

  private final DflDecoder decoder = new DflDecoder(STRIDES);

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void fp64IsTheFormula() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1);
      List<Tensor> reg = levels(4 * BINS, 2);
      DecodedBoxes decoded = decoder.decode(cls, reg);
      assertThat(decoded.boxes().scalar_type().intern()).isEqualTo(ScalarType.Double);
      assertThat(decoded.boxes().size(0)).isEqualTo(2);
      int anchor = 0;
      for (int level = 0; level < SIZES.length; level++) {
        for (int y = 0; y < SIZES[level][0]; y++) {
          for (int x = 0; x < SIZES[level][1]; x++, anchor++) {
            for (int image = 0; image < 2; image++) {
              Tensor boxes = decoded.boxes().select(0, image).select(0, anchor);
              Tensor scores = decoded.scores().select(0, image).select(0, anchor);
              checkBox(boxes, cell(reg.get(level), image, y, x), STRIDES.get(level), y, x);
              checkScores(scores, cell(cls.get(level), image, y, x));
            }
          }
        }
      }
      assertThat(decoded.boxes().size(1)).isEqualTo(anchor);
    }
  }

  private static Tensor cell(Tensor level, int image, int y, int x) {
    return level.select(0, image).select(1, y).select(1, x);
  }

  private static void checkBox(Tensor box, Tensor logits, int stride, int y, int x) {
    double[] expected = {
      (x + 0.5 - distance(logits, 0)) * stride,
      (y + 0.5 - distance(logits, 1)) * stride,
      (x + 0.5 + distance(logits, 2)) * stride,
      (y + 0.5 + distance(logits, 3)) * stride
    };
    for (int side = 0; side < 4; side++) {
      assertThat(value(box, side)).isCloseTo(expected[side], within(1e-12));
    }
  }

  private static void checkScores(Tensor scores, Tensor logits) {
    for (int c = 0; c < CLASSES; c++) {
      assertThat(value(scores, c)).isCloseTo(1 / (1 + Math.exp(-value(logits, c))), within(1e-14));
    }
  }

  private static double distance(Tensor logits, int side) {
    double sum = 0;
    double expectation = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double weight = Math.exp(value(logits, side * BINS + bin));
      sum += weight;
      expectation += bin * weight;
    }
    return expectation / sum;
  }

  @Test
  void anOverflowOfHalfPrecisionIsNoScore() {
    try (PointerScope scope = new PointerScope()) {
      for (double overflow : new double[] {70_000, -70_000}) {
        List<Tensor> cls = levels(CLASSES, 1);
        cell(cls.get(1), 1, 1, 2).select(0, 0).fill_(new Scalar(overflow));
        float[] exact = floats(decoder.decode(cls, levels(4 * BINS, 2)).scores());
        List<Tensor> half = cls.stream().map(level -> level.to(ScalarType.Half)).toList();
        float[] found = floats(decoder.decode(half, levels(4 * BINS, 2)).scores());
        int place = ((4 * 6 + 2 * 3) + 4 * 6 + 3 + 2) * CLASSES;
        assertThat(exact[place]).isEqualTo(overflow > 0 ? 1 : 0);
        assertThat(found[place]).isNaN();
        found[place] = exact[place];
        assertThat(found).containsExactly(exact, within(1e-3f));
      }
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    tensor.to(ScalarType.Float).contiguous().data_ptr_float().get(values);
    return values;
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

  /** Bit for bit as if the caller had widened the inputs himself. */
  @ParameterizedTest
  @EnumSource(
      value = ScalarType.class,
      names = {"Half", "BFloat16"})
  void halfPrecisionIsDecodedInFp32(ScalarType half) {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = to(half, levels(CLASSES, 1));
      List<Tensor> reg = to(half, levels(4 * BINS, 2));
      DecodedBoxes decoded = decoder.decode(cls, reg);
      assertThat(decoded.boxes().scalar_type().intern()).isEqualTo(ScalarType.Float);
      DecodedBoxes widened = decoder.decode(to(ScalarType.Float, cls), to(ScalarType.Float, reg));
      assertThat(decoded.boxes().equal(widened.boxes())).isTrue();
      assertThat(decoded.scores().equal(widened.scores())).isTrue();
      DecodedBoxes exact = decoder.decode(to(ScalarType.Double, cls), to(ScalarType.Double, reg));
      double worst = decoded.boxes().sub(exact.boxes()).abs().max().item_double();
      assertThat(worst).isLessThan(2 * Math.ulp(256f)); // no side is longer than 16 · 16 pixels
    }
  }

  private static List<Tensor> to(ScalarType dtype, List<Tensor> levels) {
    return levels.stream().map(level -> level.to(dtype)).toList();
  }

  @Test
  void inputsStayAsTheyAre() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1).subList(0, 1);
      List<Tensor> reg = levels(4 * BINS, 2).subList(0, 1);
      try (DflDecoder one = new DflDecoder(List.of(8))) {
        one.decode(cls, reg);
      }
      assertThat(cls.get(0).equal(levels(CLASSES, 1).get(0))).isTrue();
      assertThat(reg.get(0).equal(levels(4 * BINS, 2).get(0))).isTrue();
    }
  }

  @Test
  void withoutAScopeTheResultsAreTheCallers() {
    List<Tensor> cls = levels(CLASSES, 1);
    List<Tensor> reg = levels(4 * BINS, 2);
    DecodedBoxes decoded = decoder.decode(cls, reg);
    assertThat(decoded.boxes().size(1)).isEqualTo(4 * 6 + 2 * 3);
    Stream.of(cls, reg, List.of(decoded.boxes(), decoded.scores()))
        .flatMap(List::stream)
        .forEach(Tensor::close);
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

  /** The second level's shapes; those of the first are [2, 3, 4, 6] and [2, 68, 4, 6]. */
  @ParameterizedTest
  @CsvFileSource(resources = "dfl-shapes.csv", delimiter = '|')
  void shapesThatDoNotFitAreNamed(String what, String logits, String distributions) {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = List.of(torch.zeros(2, 3, 4, 6), Tensors.zeros(logits));
      List<Tensor> reg = List.of(torch.zeros(2, 68, 4, 6), Tensors.zeros(distributions));
      assertThatThrownBy(() -> decoder.decode(cls, reg))
          .as(what)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "stride 16: expected logits [N, classes, H, W] and distributions [N, 4·bins, H, W],"
                  + " N and classes as at the first stride, found [%s] and [%s]",
              logits, distributions);
    }
  }

  @Test
  void aLevelForEachStride() {
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> cls = levels(CLASSES, 1);
      List<Tensor> reg = levels(4 * BINS, 2);
      assertThatThrownBy(() -> decoder.decode(cls.subList(0, 1), reg))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("clsLogits: expected length 2, found 1");
      assertThatThrownBy(() -> decoder.decode(cls, reg.subList(0, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("regDistri: expected length 2, found 1");
    }
    assertThatThrownBy(() -> new DflDecoder(List.of(8, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride: expected at least 1, found 0");
    assertThatThrownBy(() -> new DflDecoder(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of strides: expected at least 1, found 0");
  }

  /** Two images of random logits for each level, fp64. */
  private static List<Tensor> levels(int channels, long seed) {
    Random random = new Random(seed);
    return Stream.of(SIZES).map(size -> level(random, channels, size[0], size[1])).toList();
  }

  private static Tensor level(Random random, int channels, int height, int width) {
    double[] values = new double[2 * channels * height * width];
    Arrays.setAll(values, i -> 3 * random.nextGaussian());
    return Tensors.of(values, 2, channels, height, width);
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
