package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.testing.ReferenceData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The original's numbers on the same boxes, and what its rules are. */
class DetectionMetricsTest {
  private static final JsonNode REFERENCE =
      ReferenceData.resource("metrics/detection_metrics.json");
  private static final ImageShape IMAGE = new ImageShape(640, 640);

  static List<JsonNode> results() {
    return StreamSupport.stream(REFERENCE.get("results").spliterator(), false).toList();
  }

  @ParameterizedTest
  @MethodSource("results")
  void casesAgreeWithTheOriginal(JsonNode expected) {
    int count = REFERENCE.get("num_classes").asInt();
    DetectionMetrics metrics = new DetectionMetrics(count, options(expected.get("options")));
    JsonNode images = REFERENCE.get("predictions");
    for (int image = 0; image < images.size(); image++) {
      metrics.add(
          detections(images.get(image)),
          boxes("targets", image),
          expected.get("crowd_used").asBoolean() ? boxes("crowd_targets", image) : List.of(),
          IMAGE);
    }
    List<String> names = IntStream.range(0, count).mapToObj(i -> "class_" + i).toList();
    Map<String, Double> found = metrics.compute().toMap(names);
    assertThat(found).hasSameSizeAs(expected.get("metrics"));
    found.forEach(
        (name, value) ->
            assertThat(value)
                .as(name)
                .isCloseTo(expected.get("metrics").get(name).asDouble(), within(1e-6)));
  }

  private static DetectionMetricsOptions options(JsonNode options) {
    DetectionMetricsOptions result = DetectionMetricsOptions.defaults();
    if (options.path("iou_thres").isNumber()) {
      result = result.withIouThresholds(List.of((float) options.get("iou_thres").asDouble()));
    } else if (options.path("iou_thres").asText().endsWith("MAP_05")) {
      result = result.withIouThresholds(List.of(0.5f));
    }
    if (options.has("top_k_predictions")) {
      result = result.withTopK(options.get("top_k_predictions").asInt());
    }
    if (options.has("score_thres")) {
      result = result.withScoreThreshold((float) options.get("score_thres").asDouble());
    }
    return result;
  }

  private static List<Detection> detections(JsonNode rows) {
    List<Detection> detections = new ArrayList<>();
    for (JsonNode row : rows) {
      float[] v = ReferenceData.floats(row);
      detections.add(
          new Detection((int) v[5], "any", v[4], new BoundingBox(v[0], v[1], v[2], v[3])));
    }
    return detections;
  }

  private static List<LabelledBox> boxes(String name, int image) {
    List<LabelledBox> boxes = new ArrayList<>();
    for (JsonNode row : REFERENCE.get(name)) {
      float[] v = ReferenceData.floats(row);
      if (v[0] == image) {
        boxes.add(new LabelledBox((int) v[1], BoundingBox.fromCxcywh(v[2], v[3], v[4], v[5])));
      }
    }
    return boxes;
  }

  @Test
  void oneOfTwoEqualsIsWrong() {
    DetectionMetrics metrics = new DetectionMetrics(1, DetectionMetricsOptions.at(0.5f));
    metrics.add(
        List.of(star(0.9f, 0), star(0.8f, 0)),
        List.of(new LabelledBox(0, box(0))),
        List.of(),
        IMAGE);
    DetectionMetricsResult result = metrics.compute();
    assertThat(result.precision()).isEqualTo(0.5);
    assertThat(result.recall()).isEqualTo(1);
    assertThat(result.meanAveragePrecision()).isEqualTo(1);
    assertThat(result.classes().get(0).targets()).isEqualTo(1);
    assertThat(result.bestScoreThreshold()).isCloseTo(0.81, within(1e-6));
  }

  @Test
  void theSurerOneFindsItWhicheverComesFirst() {
    DetectionMetrics metrics = new DetectionMetrics(1, DetectionMetricsOptions.at(0.5f));
    metrics.add(
        List.of(star(0.8f, 0), star(0.9f, 0)),
        List.of(new LabelledBox(0, box(0))),
        List.of(),
        IMAGE);
    assertThat(metrics.compute().meanAveragePrecision()).isEqualTo(1);
  }

  @Test
  void theCloserOfTwoObjectsIsFound() {
    DetectionMetrics metrics = new DetectionMetrics(1, DetectionMetricsOptions.at(0.6f));
    metrics.add(
        List.of(star(0.9f, 10), star(0.8f, 40)),
        List.of(new LabelledBox(0, box(30)), new LabelledBox(0, box(0))),
        List.of(),
        IMAGE);
    assertThat(metrics.compute().recall()).isEqualTo(1);
  }

  @Test
  void boxesAreCutOffAtTheEdge() {
    DetectionMetrics metrics = new DetectionMetrics(1, DetectionMetricsOptions.at(0.9f));
    Detection beyond = new Detection(0, "star", 0.9f, new BoundingBox(-100, 0, 100, 100));
    metrics.add(
        List.of(beyond),
        List.of(new LabelledBox(0, new BoundingBox(0, 0, 100, 100))),
        List.of(),
        IMAGE);
    assertThat(metrics.compute().recall()).isEqualTo(1);
  }

  @Test
  void anIouEqualToTheThresholdIsNotEnough() {
    DetectionMetrics metrics = new DetectionMetrics(1, DetectionMetricsOptions.at(0.5f));
    Detection half = new Detection(0, "star", 0.9f, new BoundingBox(0, 0, 100, 50));
    metrics.add(
        List.of(half),
        List.of(new LabelledBox(0, new BoundingBox(0, 0, 100, 100))),
        List.of(),
        IMAGE);
    assertThat(metrics.compute().recall()).isZero();
  }

  @Test
  void withoutObjectsThereIsNothingToSay() {
    DetectionMetrics metrics = new DetectionMetrics(2, DetectionMetricsOptions.defaults());
    assertThat(metrics.compute().meanAveragePrecision()).isEqualTo(-1);
    metrics.add(List.of(star(0.9f, 0)), List.of(), List.of(), IMAGE);
    assertThat(metrics.compute().precision()).isEqualTo(-1);
    assertThat(metrics.compute().classes()).hasSize(2);
  }

  @Test
  void wrongValuesAreNamed() {
    DetectionMetrics metrics = new DetectionMetrics(1, DetectionMetricsOptions.defaults());
    List<LabelledBox> unknown = List.of(new LabelledBox(1, box(0)));
    assertThatThrownBy(() -> metrics.add(List.of(), unknown, List.of(), IMAGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("label: expected 0 to 0, found 1");
    assertThatThrownBy(() -> DetectionMetricsOptions.at(0)).hasMessageContaining("ascend");
    assertThatThrownBy(() -> DetectionMetricsOptions.defaults().withTopK(0))
        .hasMessage("topK: expected at least 1, found 0");
    assertThatThrownBy(() -> DetectionMetricsOptions.defaults().withScoreThreshold(Float.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> metrics.compute().toMap(List.of()))
        .hasMessage("classNames: expected 1, found 0");
  }

  @Test
  void optionsMayLieAtTheirBounds() {
    DetectionMetricsOptions options = DetectionMetricsOptions.at(1);
    assertThat(options.iouThresholds()).containsExactly(1f);
    assertThat(options.withTopK(1).topK()).isEqualTo(1);
    assertThat(options.withScoreThreshold(0).scoreThreshold()).isZero();
    assertThat(options.withScoreThreshold(1).scoreThreshold()).isEqualTo(1);
    assertThat(options.withIouThresholds(thresholds(64)).iouThresholds()).hasSize(64);
    assertThatThrownBy(() -> options.withIouThresholds(thresholds(65)))
        .hasMessage("iouThresholds: expected 1 to 64, found 65");
    assertThatThrownBy(() -> options.withIouThresholds(List.of(0.5f, 0.5f)))
        .hasMessageContaining("ascend");
  }

  private static List<Float> thresholds(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> i / 100f).toList();
  }

  private static Detection star(float score, float left) {
    return new Detection(0, "star", score, box(left));
  }

  private static BoundingBox box(float left) {
    return new BoundingBox(left, 0, left + 100, 100);
  }
}
