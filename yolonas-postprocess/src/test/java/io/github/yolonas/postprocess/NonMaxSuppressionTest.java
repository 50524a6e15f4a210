package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonMaxSuppressionTest {
  private static final float[] ODD = {
    Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, Float.MAX_VALUE
  };

  /** Best first; ties by index; NaN before everything, as PyTorch sorts it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1 0.9 0.5         | 1 2 0",
        "0.5 0.5 0.5         | 0 1 2",
        "0.0 -0.0 0.0        | 0 1 2",
        "0.5 NaN 0.9         | 1 2 0",
        "-Infinity 0.5 Infinity | 2 1 0",
        "NaN NaN 1           | 0 1 2",
      })
  void orderOfScores(String scores, String order) {
    float[] values = floats(scores);
    float[] apart = new float[4 * values.length];
    for (int i = 0; i < values.length; i++) {
      apart[4 * i] = 10 * i;
      apart[4 * i + 1] = 0;
      apart[4 * i + 2] = 10 * i + 5;
      apart[4 * i + 3] = 5;
    }
    assertThat(NonMaxSuppression.perClass(0.5).keep(apart, values, new int[values.length]))
        .isEqualTo(
            Arrays.stream(order.trim().split(" ", -1)).mapToInt(Integer::parseInt).toArray());
  }

  private static float[] floats(String text) {
    String[] words = text.trim().split(" ", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    return values;
  }

  /**
   * With few boxes and with many the same rule holds; only the way to keep classes apart differs.
   */
  @RepeatedTest(20)
  void equalsAPlainWalkOverAllPairs(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int n = random.nextInt(1, 400);
    float[] boxes = new float[4 * n];
    float[] scores = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      boxes[4 * i] = random.nextInt(200);
      boxes[4 * i + 1] = random.nextInt(200);
      boxes[4 * i + 2] = boxes[4 * i] + random.nextInt(1, 80);
      boxes[4 * i + 3] = boxes[4 * i + 1] + random.nextInt(1, 80);
      scores[i] = random.nextInt(50) / 50f;
      labels[i] = random.nextInt(3);
    }
    assertThat(NonMaxSuppression.acrossClasses(0.4).keep(boxes, scores, labels))
        .isEqualTo(plainWalk(boxes, scores, new int[n], 0.4));
    assertThat(NonMaxSuppression.perClass(0.4).keep(boxes, scores, labels))
        .isEqualTo(plainWalk(boxes, scores, labels, 0.4));
  }

  private static int[] plainWalk(float[] boxes, float[] scores, int[] labels, double threshold) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .reduce(
            new ArrayList<Integer>(),
            (kept, i) -> {
              boolean free =
                  kept.stream()
                      .noneMatch(
                          k ->
                              labels[k] == labels[i]
                                  && box(boxes, k).iou(box(boxes, i)) > threshold);
              if (free) {
                kept.add(i);
              }
              return kept;
            },
            (a, b) -> a)
        .stream()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static BoundingBox box(float[] boxes, int i) {
    return new BoundingBox(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
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
            () -> NonMaxSuppression.perClass(0.5).keep(new float[4], new float[2], new int[2]))
        .hasMessage("boxesXyxy: expected length 8, found 4");
  }
}
