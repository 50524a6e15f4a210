package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

/** Choosing, ordering, counting, comparing and putting together what was found. */
class DetectionQueriesTest {
  /** A large star left, a small circle at the right border, a star that lies half outside. */
  private final DetectionPrediction prediction =
      Tables.prediction("0 0 200 100 0.9 1; 600 400 640 440 0.7 0; -50 200 50 300 0.5 1");

  @Test
  void byClass() {
    assertThat(prediction.ofClasses("star").confidence()).containsExactly(0.9f, 0.5f);
    assertThat(prediction.ofClasses("star", "circle")).isEqualTo(prediction);
    assertThat(prediction.ofClasses("unicorn")).isEmpty();
    assertThat(prediction.ofClasses()).isEmpty();
  }

  @Test
  void byConfidence() {
    assertThat(prediction.withConfidence(0.7).confidence()).containsExactly(0.9f, 0.7f);
    assertThat(prediction.withConfidence(0)).isEqualTo(prediction);
    assertThat(prediction.withConfidence(0.95).imageShape()).isEqualTo(Tables.SHAPE);
  }

  @Test
  void byArea() {
    assertThat(prediction.withArea(1600, 10_000).confidence()).containsExactly(0.7f, 0.5f);
    assertThat(prediction.withArea(1601, Double.POSITIVE_INFINITY).confidence())
        .containsExactly(0.9f, 0.5f);
    assertThat(Tables.prediction("NaN 0 1 1 0.5 0").withArea(0, Double.MAX_VALUE)).isEmpty();
  }

  @Test
  void byRegion() {
    BoundingBox left = new BoundingBox(0, 0, 320, 480);
    assertThat(prediction.centredIn(left).confidence()).containsExactly(0.9f, 0.5f);
    assertThat(prediction.inside(left, 1).confidence()).containsExactly(0.9f);
    assertThat(prediction.inside(left, 0.5).confidence()).containsExactly(0.9f, 0.5f);
    assertThat(prediction.centredIn(new BoundingBox(0, 0, 99, 480)).confidence())
        .containsExactly(0.5f);
    assertThatThrownBy(() -> prediction.inside(left, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leastFraction: expected above 0 and up to 1, found 0.0");
  }

  @Test
  void inAnotherOrder() {
    assertThat(prediction.sorted(Comparator.comparing(d -> d.box().area())))
        .extracting(Detection::confidence)
        .containsExactly(0.7f, 0.5f, 0.9f);
    assertThat(prediction.confidence()).containsExactly(0.9f, 0.7f, 0.5f);
  }

  @Test
  void countedByClassInTheOrderOfLabels() {
    assertThat(prediction.countByClass()).containsExactly(entry("circle", 1), entry("star", 2));
    assertThat(Tables.prediction(null).countByClass()).isEmpty();
    assertThatThrownBy(() -> prediction.countByClass().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void overlapOfEachWithEach() {
    DetectionPrediction other = Tables.prediction("0 0 100 100 0.9 0; 610 400 640 440 0.8 0");
    assertThat(prediction.iou(other)).isDeepEqualTo(new float[][] {{0.5f, 0}, {0, 0.75f}, {0, 0}});
    assertThat(prediction.iou(Tables.prediction(null))).isDeepEqualTo(new float[3][0]);
  }

  @Test
  void mergedBestFirst() {
    DetectionPrediction other = Tables.prediction("1 0 200 100 0.8 1");
    DetectionPrediction both = prediction.merge(other);
    assertThat(both.confidence()).containsExactly(0.9f, 0.8f, 0.7f, 0.5f);
    assertThat(both.suppress(NonMaxSuppression.perClass(0.5))).isEqualTo(prediction);
    DetectionPrediction elsewhere =
        new DetectionPrediction(both.detections(), new ImageShape(9, 9));
    assertThatThrownBy(() -> prediction.merge(elsewhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("predictions of one image: expected height × width 480×640, found 9×9");
  }

  @Test
  void boxesInEveryLayout() {
    assertThat(prediction.bboxesXywh()[1]).containsExactly(600, 400, 40, 40);
    assertThat(prediction.bboxesCxcywh()[1]).containsExactly(620, 420, 40, 40);
    assertThat(prediction.bboxesXyxyNormalized()[0]).containsExactly(0, 0, 0.3125f, 100 / 480f);
    assertThat(prediction.bboxesCxcywhNormalized()[0])
        .containsExactly(0.15625f, 50 / 480f, 0.3125f, 100 / 480f);
    assertThat(Tables.prediction(null).bboxesXywh()).isEmpty();
  }
}
