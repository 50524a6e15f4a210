package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CandidatesTest {
  private final float[] boxes = {0, 1, 2, 3, 4, 5, 6, 7};
  private final float[] scores = {0.25f, 0.5f};
  private final int[] labels = {3, 4};
  private final int[] anchors = {10, 20};
  private final Candidates candidates = new Candidates(boxes, scores, labels, anchors);

  @Test
  void rowsInAnyOrder() {
    assertThat(candidates.size()).isEqualTo(2);
    assertThat(candidates.box(0)).isEqualTo(new BoundingBox(0, 1, 2, 3));
    assertThat(candidates.box(1)).isEqualTo(new BoundingBox(4, 5, 6, 7));
    assertThat(candidates.select(0, 1)).isEqualTo(candidates);
    assertThat(candidates.select(1))
        .isEqualTo(
            new Candidates(
                new float[] {4, 5, 6, 7}, new float[] {0.5f}, new int[] {4}, new int[] {20}));
    assertThat(candidates.select().size()).isZero();
  }

  @Test
  void nothingThatIsHandedInOrOutIsShared() {
    Candidates same = candidates.select(0, 1);
    boxes[0] = scores[0] = labels[0] = anchors[0] = -1;
    candidates.boxesXyxy()[0] = -1;
    candidates.scores()[0] = -1;
    candidates.labels()[0] = -1;
    candidates.anchors()[0] = -1;
    assertThat(candidates).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(candidates)
        .hasToString("2 candidates, scores [0.25, 0.5], labels [3, 4], anchors [10, 20]");
  }

  @Test
  void everyColumnCounts() {
    assertThat(candidates)
        .isNotEqualTo(new Candidates(new float[8], scores, labels, anchors))
        .isNotEqualTo(new Candidates(boxes, new float[2], labels, anchors))
        .isNotEqualTo(new Candidates(boxes, scores, new int[2], anchors))
        .isNotEqualTo(new Candidates(boxes, scores, labels, new int[2]));
  }

  @Test
  void lengthsMustFit() {
    assertThatThrownBy(() -> new Candidates(new float[7], scores, labels, anchors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("boxesXyxy: expected length 8, found 7");
    assertThatThrownBy(() -> new Candidates(boxes, scores, new int[1], anchors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels: expected length 2, found 1");
    assertThatThrownBy(() -> new Candidates(boxes, scores, labels, new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("anchors: expected length 2, found 3");
  }
}
