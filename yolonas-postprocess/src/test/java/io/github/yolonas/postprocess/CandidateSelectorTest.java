package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Selection.class)
@ExtendWith(NativeLeakExtension.class)
class CandidateSelectorTest {
  private final Selection selection;

  CandidateSelectorTest(Selection selection) {
    this.selection = selection;
  }

  private static final int ANCHORS = 200;
  private static final int CLASSES = 6;
  private static final float[] ODD = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, 0.5f, 1, Float.MIN_VALUE
  };

  @ParameterizedTest
  @CsvFileSource(resources = "selection.csv", delimiter = '|')
  void equalsAPlainWalk(
      double conf, int topK, String labels, @Nullable String classes, String kind) {
    PostprocessOptions options =
        PostprocessOptions.builder()
            .conf(conf)
            .nmsTopK(topK)
            .multiLabelPerBox(labels.equals("many"))
            .classes(
                classes == null ? List.of() : IntStream.of(Numbers.ints(classes)).boxed().toList())
            .build();
    float[] scores = scores(kind);
    assertChosen(select(scores, options), scores, CLASSES, options);
  }

  /** "quarters": nearly every cut falls between ties. */
  private static float[] scores(String kind) {
    Random random = new Random(7);
    float[] scores = new float[ANCHORS * CLASSES];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          switch (kind) {
            case "all differ" -> random.nextFloat();
            case "quarters" -> random.nextInt(5) / 4f;
            case "odd" -> random.nextInt(9) == 0 ? ODD[random.nextInt(ODD.length)] : 0.6f;
            default -> throw new IllegalArgumentException(kind);
          };
    }
    return scores;
  }

  private static void assertChosen(
      Candidates found, float[] scores, int classes, PostprocessOptions options) {
    List<PlainSelection.Pair> expected = new PlainSelection(scores, classes, options).pairs();
    assertThat(found.anchors())
        .isEqualTo(expected.stream().mapToInt(PlainSelection.Pair::anchor).toArray());
    assertThat(found.labels())
        .isEqualTo(expected.stream().mapToInt(PlainSelection.Pair::label).toArray());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.scores()[i]).isEqualTo(expected.get(i).score());
      assertThat(found.box(i)).isEqualTo(boxOf(expected.get(i).anchor()));
    }
  }

  /** Every one of 672,000 pairs passes; the best 1,024 stay. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyPairOfALargeNetwork(boolean multiLabel) {
    float[] scores = new float[8_400 * 80];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (i * 31L % scores.length + 1f) / (scores.length + 1f);
    }
    PostprocessOptions options =
        PostprocessOptions.builder().conf(0).multiLabelPerBox(multiLabel).build();
    Candidates found = select(scores, 8_400, options);
    assertThat(found.size()).isEqualTo(1_024);
    assertChosen(found, scores, 80, options);
  }

  @Test
  void aCutBetweenTiesKeepsTheBestAndThenTheFirst() {
    float[] scores = new float[ANCHORS * CLASSES];
    Arrays.fill(scores, 0.75f);
    scores[70] = 0.9f;
    PostprocessOptions options = PostprocessOptions.builder().nmsTopK(10).build();
    Candidates found = select(scores, options);
    assertThat(found.anchors()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 70 / CLASSES);
    assertChosen(found, scores, CLASSES, options);
  }

  @Test
  void theImagesOfABatchMayHaveDifferentNumbers() {
    int[] counts = {3, 0, 7, 1, 0};
    float[] scores = new float[counts.length * ANCHORS * CLASSES];
    for (int image = 0; image < counts.length; image++) {
      for (int i = 0; i < counts[image]; i++) {
        scores[(image * ANCHORS + 10 * image + i) * CLASSES + i % CLASSES] = 0.9f;
      }
    }
    List<Candidates> found;
    try (PointerScope scope = new PointerScope()) {
      Tensor boxes = Tensors.of(new float[counts.length * ANCHORS * 4], counts.length, ANCHORS, 4);
      DecodedBoxes decoded =
          new DecodedBoxes(boxes, Tensors.of(scores, counts.length, ANCHORS, CLASSES));
      found = selection.select(decoded, PostprocessOptions.defaults());
    }
    for (int image = 0; image < counts.length; image++) {
      int first = 10 * image;
      assertThat(found.get(image).anchors())
          .isEqualTo(IntStream.range(first, first + counts[image]).toArray());
      assertThat(found.get(image).labels())
          .isEqualTo(IntStream.range(0, counts[image]).map(i -> i % CLASSES).toArray());
    }
  }

  /** 0.1 as bf16 is 0.10009765625; a comparison in bf16 would find it equal to the threshold. */
  @Test
  void halfPrecisionIsComparedInFp32() {
    float[] scores = new float[ANCHORS * CLASSES];
    scores[8] = 0.1f;
    try (PointerScope scope = new PointerScope()) {
      DecodedBoxes fp32 = Tensors.decoded(boxes(ANCHORS), scores);
      DecodedBoxes bf16 =
          new DecodedBoxes(
              fp32.boxes().to(ScalarType.BFloat16), fp32.scores().to(ScalarType.BFloat16));
      PostprocessOptions options = PostprocessOptions.builder().conf(0.1).build();
      Candidates found = selection.select(bf16, options).get(0);
      assertThat(found.scores()).containsExactly(0x1.9ap-4f);
      assertThat(found.box(0)).isEqualTo(boxOf(1));
      assertThat(selection.select(fp32, options).get(0).size()).isZero();
    }
  }

  @Test
  void nothingToChooseFrom() {
    PostprocessOptions options = PostprocessOptions.defaults();
    assertThat(select(new float[ANCHORS * CLASSES], options).size()).isZero();
    try (PointerScope scope = new PointerScope()) {
      for (boolean multiLabel : new boolean[] {true, false}) {
        PostprocessOptions either = options.toBuilder().multiLabelPerBox(multiLabel).build();
        assertThat(selection.select(zeros(0, ANCHORS), either)).isEmpty();
        assertThat(selection.select(zeros(2, 0), either))
            .extracting(Candidates::size)
            .containsExactly(0, 0);
      }
    }
  }

  private static DecodedBoxes zeros(int images, int anchors) {
    return new DecodedBoxes(torch.zeros(images, anchors, 4), torch.zeros(images, anchors, CLASSES));
  }

  @Test
  void aClassThatTheNetworkDoesNotHaveIsRefused() {
    PostprocessOptions options = PostprocessOptions.builder().classes(Set.of(CLASSES)).build();
    assertThatThrownBy(() -> select(scores("all differ"), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("classes: expected less than 6, found 6");
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "decoded-shapes.csv", delimiter = '|')
  void shapesMustFit(String what, String boxes, String scores) {
    try (PointerScope scope = new PointerScope()) {
      assertThatThrownBy(() -> new DecodedBoxes(Tensors.zeros(boxes), Tensors.zeros(scores)))
          .as(what)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "expected boxes [N, anchors, 4] and scores [N, anchors, classes],"
                  + " found [%s] and [%s]",
              boxes, scores);
    }
  }

  private Candidates select(float[] scores, PostprocessOptions options) {
    return select(scores, ANCHORS, options);
  }

  private Candidates select(float[] scores, int anchors, PostprocessOptions options) {
    try (PointerScope scope = new PointerScope()) {
      return selection.select(Tensors.decoded(boxes(anchors), scores), options).get(0);
    }
  }

  /** Each anchor's box is told by its coordinates. */
  private static float[] boxes(int anchors) {
    float[] boxes = new float[4 * anchors];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = i;
    }
    return boxes;
  }

  private static BoundingBox boxOf(int anchor) {
    float first = 4f * anchor;
    return new BoundingBox(first, first + 1, first + 2, first + 3);
  }
}
