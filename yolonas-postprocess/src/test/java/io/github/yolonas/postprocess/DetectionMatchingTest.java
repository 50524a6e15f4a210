package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class DetectionMatchingTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "matching.csv", delimiter = '|')
  void cases(
      String what,
      @Nullable String found,
      @Nullable String objects,
      @Nullable String hits,
      @Nullable String falseAlarms,
      @Nullable String missed) {
    DetectionPrediction prediction = Tables.prediction(found);
    DetectionPrediction truth = Tables.prediction(objects);
    DetectionMatching matching = DetectionMatching.of(prediction, truth, 0.5);
    String pairs =
        matching.hits().stream()
            .map(hit -> index(prediction, hit.found()) + ">" + index(truth, hit.object()))
            .collect(Collectors.joining(" "));
    assertThat(pairs).as(what).isEqualTo(hits == null ? "" : hits);
    assertThat(indices(prediction, matching.falseAlarms())).isEqualTo(text(falseAlarms));
    assertThat(indices(truth, matching.missed())).isEqualTo(text(missed));
    matching
        .hits()
        .forEach(h -> assertThat(h.iou()).isEqualTo(h.found().box().iou(h.object().box())));
  }

  @Test
  void onlyPredictionsOfOneImageMatch() {
    DetectionPrediction other = new DetectionPrediction(List.of(), new ImageShape(10, 20));
    assertThatThrownBy(() -> DetectionMatching.of(other, Tables.prediction(null), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("predictions of one image: expected height × width 480×640, found 10×20");
    assertThatThrownBy(() -> DetectionMatching.of(other, other, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leastIou: expected above 0 and up to 1, found 0.0");
  }

  private static String indices(DetectionPrediction all, List<Detection> some) {
    return some.stream()
        .map(detection -> Integer.toString(index(all, detection)))
        .collect(Collectors.joining(" "));
  }

  private static int index(DetectionPrediction all, Detection detection) {
    return all.detections().indexOf(detection);
  }

  private static String text(@Nullable String cell) {
    return cell == null ? "" : cell;
  }
}
