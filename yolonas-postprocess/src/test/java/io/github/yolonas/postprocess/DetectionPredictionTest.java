package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DetectionPredictionTest {
  private static final List<String> NAMES = List.of("circle", "star");
  private static final ImageShape SHAPE = new ImageShape(480, 640);
  private static final Detection CIRCLE =
      new Detection(0, "circle", 0.5f, new BoundingBox(0, 0, 5, 5));
  private static final Detection STAR =
      new Detection(1, "star", 0.91f, new BoundingBox(12, 30.5f, 100.2f, 140));

  private final DetectionPrediction prediction =
      new DetectionPrediction(List.of(CIRCLE, STAR), SHAPE);

  @Test
  void bestFirst() {
    assertThat(prediction).containsExactly(STAR, CIRCLE);
    assertThat(prediction.detections()).containsExactly(STAR, CIRCLE);
    assertThat(prediction.stream()).containsExactly(STAR, CIRCLE);
    assertThat(prediction.get(0)).isEqualTo(STAR);
    assertThat(prediction.size()).isEqualTo(2);
    assertThat(prediction.isEmpty()).isFalse();
    assertThatThrownBy(() -> prediction.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void equalConfidencesKeepTheirOrder() {
    Detection other = new Detection(1, "star", 0.5f, CIRCLE.box());
    assertThat(new DetectionPrediction(List.of(other, CIRCLE), SHAPE))
        .containsExactly(other, CIRCLE);
    assertThat(new DetectionPrediction(List.of(CIRCLE, other), SHAPE))
        .containsExactly(CIRCLE, other);
  }

  @Test
  void readsLikeTheOriginalsArrays() {
    assertThat(prediction.bboxesXyxy())
        .isDeepEqualTo(new float[][] {{12, 30.5f, 100.2f, 140}, {0, 0, 5, 5}});
    assertThat(prediction.confidence()).containsExactly(0.91f, 0.5f);
    assertThat(prediction.labels()).containsExactly(1, 0);
    assertThat(prediction.imageShape()).isEqualTo(SHAPE);
    assertThat(
            DetectionPrediction.of(
                prediction.bboxesXyxy(),
                prediction.confidence(),
                prediction.labels(),
                SHAPE,
                NAMES))
        .isEqualTo(prediction);
  }

  @Test
  void nothingThatIsHandedInOrOutIsShared() {
    List<Detection> detections = new ArrayList<>(List.of(CIRCLE, STAR));
    DetectionPrediction copy = new DetectionPrediction(detections, SHAPE);
    detections.clear();
    copy.bboxesXyxy()[0][0] = -1;
    copy.confidence()[0] = -1;
    copy.labels()[0] = -1;
    assertThat(copy).isEqualTo(prediction);
    assertThatThrownBy(() -> copy.detections().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.iterator().remove())
        .isInstanceOfAny(UnsupportedOperationException.class, IllegalStateException.class);
  }

  @Test
  void equalByContent() {
    DetectionPrediction same = new DetectionPrediction(List.of(STAR, CIRCLE), SHAPE);
    assertThat(prediction).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(prediction)
        .isNotEqualTo(new DetectionPrediction(List.of(STAR), SHAPE))
        .isNotEqualTo(new DetectionPrediction(List.of(STAR, CIRCLE), new ImageShape(640, 480)))
        .isNotEqualTo(List.of(STAR, CIRCLE));
    Detection odd = new Detection(0, "circle", Float.NaN, new BoundingBox(Float.NaN, 0, 1, 1));
    assertThat(new DetectionPrediction(List.of(odd), SHAPE))
        .isEqualTo(new DetectionPrediction(List.of(odd), SHAPE));
  }

  @Test
  void filterKeepsTheImage() {
    assertThat(prediction.filter(d -> d.label() == 0))
        .isEqualTo(new DetectionPrediction(List.of(CIRCLE), SHAPE));
    assertThat(prediction.filter(d -> false).isEmpty()).isTrue();
    assertThat(prediction).hasSize(2);
  }

  @Test
  void textInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab")); // other digits, other comma
      assertThat(prediction)
          .hasToString(
              """
              2 detections in 480×640
                star 0.91 at [12.0, 30.5, 100.2, 140.0]
                circle 0.50 at [0.0, 0.0, 5.0, 5.0]""");
      assertThat(prediction.filter(d -> false)).hasToString("0 detections in 480×640");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void lengthsMustFit() {
    assertThatThrownBy(() -> of(new float[1][4], new float[2], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence: expected length 1, found 2");
    assertThatThrownBy(() -> of(new float[1][4], new float[1], 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels: expected length 1, found 2");
    assertThatThrownBy(() -> of(new float[1][5], new float[1], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row of bboxesXyxy: expected length 4, found 5");
  }

  @Test
  void labelsNeedNames() {
    for (int label : new int[] {-1, 2}) {
      assertThatThrownBy(() -> of(new float[1][4], new float[1], label))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("labels: expected 0 to 1, for there are 2 class names, found " + label);
    }
  }

  private static DetectionPrediction of(float[][] boxes, float[] confidence, int... labels) {
    return DetectionPrediction.of(boxes, confidence, labels, SHAPE, NAMES);
  }

  @Test
  void anImageHasPixels() {
    assertThatThrownBy(() -> new ImageShape(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("height: expected at least 1, found 0");
    assertThatThrownBy(() -> new ImageShape(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width: expected at least 1, found -1");
  }
}
