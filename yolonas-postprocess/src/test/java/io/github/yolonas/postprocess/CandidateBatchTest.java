package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.testing.NativeLeakExtension;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of one batch share a transfer to the host, and nothing else. */
@ParameterizedClass
@EnumSource(Selection.class)
@ExtendWith(NativeLeakExtension.class)
class CandidateBatchTest {
  private final Selection selection;

  CandidateBatchTest(Selection selection) {
    this.selection = selection;
  }

  private static final int ANCHORS = 50;
  private static final int CLASSES = 4;

  /** How many anchors of each image are above the threshold: none, some, more than top-k allows. */
  private static final int[] GOOD = {0, 3, 50, 0, 17};

  private static final int TOP_K = 20;

  private final float[] boxes = boxes();
  private final float[] scores = scores();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eachImageGetsWhatItGetsAlone(boolean multiLabel) {
    PostprocessOptions options = options(multiLabel);
    List<Candidates> together = select(GOOD.length, boxes, scores, options);
    assertThat(together).extracting(Candidates::size).containsExactly(0, 3, TOP_K, 0, 17);
    for (int image = 0; image < GOOD.length; image++) {
      assertThat(together.get(image))
          .isEqualTo(
              select(1, part(boxes, image, 4), part(scores, image, CLASSES), options).get(0));
    }
  }

  @Test
  void rowsCarryTheBoxAndScoreOfTheirAnchor() {
    Candidates third = select(GOOD.length, boxes, scores, options(true)).get(2);
    assertThat(third.anchors()).isSorted();
    for (int row = 0; row < third.size(); row++) {
      int anchor = 2 * ANCHORS + third.anchors()[row];
      assertThat(third.box(row).toXyxy())
          .isEqualTo(Arrays.copyOfRange(boxes, 4 * anchor, 4 * anchor + 4));
      assertThat(third.scores()[row]).isEqualTo(scores[anchor * CLASSES + third.labels()[row]]);
    }
  }

  /** Scores that lie class by class in memory, as a network may well leave them. */
  @Test
  void memoryLayoutMakesNoDifference() {
    try (PointerScope scope = new PointerScope()) {
      Tensor b = Tensors.of(boxes, GOOD.length, ANCHORS, 4);
      Tensor s = Tensors.of(scores, GOOD.length, ANCHORS, CLASSES);
      DecodedBoxes strided = new DecodedBoxes(transposedInMemory(b), transposedInMemory(s));
      assertThat(strided.scores().is_contiguous()).isFalse();
      for (boolean multiLabel : new boolean[] {true, false}) {
        assertThat(selection.select(strided, options(multiLabel)))
            .isEqualTo(selection.select(new DecodedBoxes(b, s), options(multiLabel)));
      }
    }
  }

  private static Tensor transposedInMemory(Tensor tensor) {
    return tensor.transpose(1, 2).contiguous().transpose(1, 2);
  }

  @Test
  void fp64OutputsGiveTheSameCandidates() {
    try (PointerScope scope = new PointerScope()) {
      Tensor b = Tensors.of(boxes, GOOD.length, ANCHORS, 4);
      Tensor s = Tensors.of(scores, GOOD.length, ANCHORS, CLASSES);
      DecodedBoxes wide = new DecodedBoxes(b.to(ScalarType.Double), s.to(ScalarType.Double));
      assertThat(selection.select(wide, options(true)))
          .isEqualTo(selection.select(new DecodedBoxes(b, s), options(true)));
    }
  }

  private static PostprocessOptions options(boolean multiLabel) {
    return PostprocessOptions.builder().nmsTopK(TOP_K).multiLabelPerBox(multiLabel).build();
  }

  private List<Candidates> select(
      int images, float[] boxes, float[] scores, PostprocessOptions options) {
    try (PointerScope scope = new PointerScope()) {
      return selection.select(
          new DecodedBoxes(
              Tensors.of(boxes, images, ANCHORS, 4), Tensors.of(scores, images, ANCHORS, CLASSES)),
          options);
    }
  }

  private static float[] part(float[] values, int image, int columns) {
    int length = ANCHORS * columns;
    return Arrays.copyOfRange(values, image * length, (image + 1) * length);
  }

  private static float[] boxes() {
    Random random = new Random(1);
    float[] boxes = new float[GOOD.length * ANCHORS * 4];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = 640 * random.nextFloat();
    }
    return boxes;
  }

  /** Below the threshold of 0.5, but for one class of each good anchor. */
  private static float[] scores() {
    Random random = new Random(2);
    float[] scores = new float[GOOD.length * ANCHORS * CLASSES];
    for (int i = 0; i < scores.length; i++) {
      int anchor = i / CLASSES;
      boolean good = anchor % ANCHORS < GOOD[anchor / ANCHORS] && i % CLASSES == anchor % CLASSES;
      scores[i] = (good ? 0.51f : 0) + 0.49f * random.nextFloat();
    }
    return scores;
  }
}
