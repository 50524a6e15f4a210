package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class NonMaxSuppressionTest {
  private static final float[] ODD = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, Float.MAX_VALUE
  };

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "nms.csv", delimiter = '|')
  void tableOfCases(
      String what,
      String boxes,
      String scores,
      String labels,
      double iou,
      String perClass,
      String acrossClasses) {
    float[] xyxy = Numbers.floats(boxes.replace(",", ""));
    assertThat(
            NonMaxSuppression.perClass(iou)
                .keep(xyxy, Numbers.floats(scores), Numbers.ints(labels)))
        .as(what)
        .isEqualTo(Numbers.ints(perClass));
    assertThat(
            NonMaxSuppression.acrossClasses(iou)
                .keep(xyxy, Numbers.floats(scores), Numbers.ints(labels)))
        .as("%s, across classes", what)
        .isEqualTo(Numbers.ints(acrossClasses));
  }

  /** Up to 1,000 boxes a class reaches into the one before its own; with one more it does not. */
  @ParameterizedTest
  @CsvSource({"999, 998", "1000, 999", "1001, 1001", "1002, 1002"})
  void theLimitOfTheCoordinateTrick(int n, int kept) {
    float[] boxes = new float[4 * n]; // empty but for two, and empty boxes never meet
    System.arraycopy(new float[] {-100, -100, 100, 100, 1, 1, 201, 201}, 0, boxes, 0, 8);
    int[] labels = new int[n];
    labels[0] = 1;
    assertThat(NonMaxSuppression.perClass(0.1).keep(boxes, new float[n], labels)).hasSize(kept);
  }

  /** Crowded boxes with many ties, on both sides of the limit of the coordinate trick. */
  @RepeatedTest(30)
  void equalsTorchvisionsAlgorithm(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    boolean atTheLimit = repetition.getCurrentRepetition() % 3 == 0;
    int n = atTheLimit ? random.nextInt(999, 1_003) : random.nextInt(1, 1_300);
    float[] boxes = new float[4 * n];
    float[] scores = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      boxes[4 * i] = 200 * random.nextFloat() - 50;
      boxes[4 * i + 1] = 200 * random.nextFloat() - 50;
      boxes[4 * i + 2] = boxes[4 * i] + 80 * random.nextFloat();
      boxes[4 * i + 3] = boxes[4 * i + 1] + 80 * random.nextFloat();
      scores[i] = random.nextInt(50) / 50f;
      labels[i] = random.nextInt(80);
    }
    assertEqualsTorchvision(boxes, scores, labels, random.nextDouble());
  }

  private static void assertEqualsTorchvision(
      float[] boxes, float[] scores, int[] labels, double iou) {
    TorchvisionNms original = new TorchvisionNms(boxes, scores, labels);
    assertThat(NonMaxSuppression.acrossClasses(iou).keep(boxes, scores, labels))
        .isEqualTo(original.acrossClasses(iou));
    assertThat(NonMaxSuppression.perClass(iou).keep(boxes, scores, labels))
        .isEqualTo(original.perClass(iou));
  }

  @RepeatedTest(50)
  void neverFailsOnNumbersThatAreNone(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int n = random.nextInt(1, 1_300);
    float[] boxes = new float[4 * n];
    float[] scores = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = odd(random);
    }
    for (int i = 0; i < n; i++) {
      scores[i] = odd(random);
      labels[i] = random.nextInt(80);
    }
    for (NonMaxSuppression nms :
        List.of(NonMaxSuppression.perClass(0.5), NonMaxSuppression.acrossClasses(0))) {
      int[] kept = nms.keep(boxes, scores, labels);
      assertThat(kept).isNotEmpty().doesNotHaveDuplicates();
      assertThat(Arrays.stream(kept).allMatch(i -> i >= 0 && i < n)).isTrue();
      int limit = Math.max(1, kept.length / 2);
      assertThat(nms.atMost(limit).keep(boxes, scores, labels))
          .isEqualTo(Arrays.copyOf(kept, limit));
    }
    assertEqualsTorchvision(boxes, scores, labels, 0.3);
  }

  private static float odd(Random random) {
    return random.nextInt(4) == 0 ? ODD[random.nextInt(ODD.length)] : 600 * random.nextFloat();
  }

  @Test
  void nothingIsKeptOfNothing() {
    assertThat(NonMaxSuppression.perClass(0.5).keep(new float[0], new float[0], new int[0]))
        .isEmpty();
  }

  @Test
  void detectionsGoInAndOut() {
    Detection best = detection(0.9f, 0, new BoundingBox(0, 0, 10, 10));
    Detection covered = detection(0.8f, 0, new BoundingBox(0, 0, 10, 9));
    Detection other = detection(0.7f, 1, new BoundingBox(0, 0, 10, 10));
    assertThat(NonMaxSuppression.perClass(0.5).keep(List.of(other, covered, best)))
        .containsExactly(best, other);
    assertThat(NonMaxSuppression.acrossClasses(0.5).keep(List.of(other, covered, best)))
        .containsExactly(best);
  }

  private static Detection detection(float confidence, int label, BoundingBox box) {
    return new Detection(label, "class " + label, confidence, box);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> NonMaxSuppression.perClass(1.1))
        .hasMessage("iouThreshold: expected 0 to 1, found 1.1");
    assertThatThrownBy(() -> NonMaxSuppression.perClass(Double.NaN))
        .hasMessage("iouThreshold: expected 0 to 1, found NaN");
    assertThatThrownBy(() -> NonMaxSuppression.perClass(0.5).atMost(0))
        .hasMessage("maxKept: expected at least 1, found 0");
    assertThatThrownBy(
            () -> NonMaxSuppression.perClass(0.5).keep(new float[8], new float[2], new int[1]))
        .hasMessage("labels: expected length 2, found 1");
    assertThatThrownBy(
            () -> NonMaxSuppression.perClass(0.5).keep(new float[4], new float[2], new int[2]))
        .hasMessage("boxesXyxy: expected length 8, found 4");
  }
}
