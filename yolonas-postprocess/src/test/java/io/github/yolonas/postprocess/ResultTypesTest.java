package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTypesTest {
  private static final List<String> NAMES = List.of("circle", "star");

  @Test
  void detectionsAreSortedBestFirstAndReadLikeArrays() {
    DetectionPrediction prediction = prediction();
    assertThat(prediction).hasSize(2);
    assertThat(prediction.get(0)).hasToString("star 0.91 at [12.0, 30.5, 100.2, 140.0]");
    assertThat(prediction.confidence()).containsExactly(0.91f, 0.5f);
    assertThat(prediction.labels()).containsExactly(1, 0);
    assertThat(prediction.bboxesXyxy()[0]).containsExactly(12, 30.5f, 100.2f, 140);
    assertThat(prediction.imageShape()).isEqualTo(new ImageShape(480, 640));
    assertThat(prediction).isEqualTo(prediction()).hasSameHashCodeAs(prediction());
    assertThat(prediction.filter(d -> d.label() == 0)).hasSize(1);
  }

  @Test
  void arraysAreCopies() {
    DetectionPrediction prediction = prediction();
    prediction.bboxesXyxy()[0][0] = -1;
    prediction.confidence()[0] = -1;
    prediction.labels()[0] = -1;
    assertThat(prediction).isEqualTo(prediction());
    assertThatThrownBy(() -> prediction.detections().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static DetectionPrediction prediction() {
    return DetectionPrediction.of(
        new float[][] {{0, 0, 5, 5}, {12, 30.5f, 100.2f, 140}},
        new float[] {0.5f, 0.91f},
        new int[] {0, 1},
        new ImageShape(480, 640),
        NAMES);
  }

  @Test
  void lengthsAndLabelsMustFit() {
    ImageShape shape = new ImageShape(1, 1);
    assertThatThrownBy(
            () -> DetectionPrediction.of(new float[1][4], new float[2], new int[1], shape, NAMES))
        .hasMessage("confidence: expected length 1, found 2");
    assertThatThrownBy(
            () ->
                DetectionPrediction.of(new float[1][4], new float[1], new int[] {2}, shape, NAMES))
        .hasMessage("labels: expected 0 to 1, for there are 2 class names, found 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conf|-0.1|conf: expected 0 to 1, found -0.1",
        "iou|1.5|iou: expected 0 to 1, found 1.5",
        "iou|NaN|iou: expected 0 to 1, found NaN",
        "topK|0|nmsTopK: expected at least 1, found 0",
        "max|-1|maxPredictions: expected at least 1, found -1",
        "class|-1|classes: expected at least 0, found -1",
      })
  void optionsOutOfRangeAreNamed(String option, double value, String message) {
    assertThatThrownBy(() -> options(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static PostprocessOptions options(String option, double value) {
    PostprocessOptions.Builder builder = PostprocessOptions.builder();
    return switch (option) {
      case "conf" -> builder.conf(value).build();
      case "iou" -> builder.iou(value).build();
      case "topK" -> builder.nmsTopK((int) value).build();
      case "max" -> builder.maxPredictions((int) value).build();
      default -> builder.classes(Set.of((int) value)).build();
    };
  }

  @Test
  void aBuilderStartsFromTheOptionsItCameFrom() {
    PostprocessOptions options = new PostprocessOptions(0.1, 0.2, 3, 4, false, true, Set.of(5, 6));
    assertThat(options.toBuilder().build()).isEqualTo(options);
    assertThat(PostprocessOptions.defaults())
        .isEqualTo(new PostprocessOptions(0.5, 0.7, 1024, 300, true, false, Set.of()));
  }
}
