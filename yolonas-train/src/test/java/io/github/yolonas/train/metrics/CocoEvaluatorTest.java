package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class CocoEvaluatorTest {
  private static final long IMAGE = 7;
  private static final long STAR = 90;

  @Test
  void theTwelveNumbersAreSixPrecisionsAndSixRecalls() {
    CocoStats stats =
        CocoStats.ofArray(IntStream.range(0, 12).mapToDouble(i -> i / 100.0).toArray());
    assertThat(stats.toString().lines().map(line -> line.substring(0, 17)).distinct())
        .containsExactly("Average Precision", "Average Recall   ");
    assertThat(stats.toString().lines().filter(line -> line.contains("Recall"))).hasSize(6);
    assertThatThrownBy(() -> CocoStats.ofArray(new double[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stats: expected 12 numbers, found 11");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "coco-scenes.csv", delimiter = '|', useHeadersInDisplayName = true)
  void scenes(ArgumentsAccessor row) {
    CocoGroundTruth truth = truth(annotations(row.getString(1)));
    CocoStats stats =
        CocoEvaluator.evaluate(truth, new CocoResults(detections(row.getString(2)))).stats();
    double[] found = {
      stats.ap(),
      stats.ap50(),
      stats.ap75(),
      stats.apSmall(),
      stats.apMedium(),
      stats.apLarge(),
      stats.ar1(),
      stats.ar100()
    };
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("column %d", i + 3).isCloseTo(row.getDouble(i + 3), within(1e-12));
    }
  }

  private static CocoGroundTruth truth(List<CocoAnnotation> annotations) {
    return new CocoGroundTruth(
        List.of(new CocoImage(IMAGE, "a.png", 640, 480)),
        List.of(new CocoCategory(STAR, "star")),
        annotations);
  }

  private static List<CocoAnnotation> annotations(@Nullable String text) {
    List<CocoAnnotation> annotations = new ArrayList<>();
    for (String[] fields : boxes(text)) {
      CocoBox box = box(fields);
      annotations.add(new CocoAnnotation(IMAGE, STAR, box, box.area(), fields.length == 5));
    }
    return annotations;
  }

  private static List<CocoDetection> detections(@Nullable String text) {
    return boxes(text).stream()
        .map(f -> new CocoDetection(IMAGE, STAR, box(f), Double.parseDouble(f[4])))
        .toList();
  }

  private static List<String[]> boxes(@Nullable String text) {
    List<String[]> boxes = new ArrayList<>();
    if (text != null) {
      for (String box : text.split(";", -1)) {
        boxes.add(box.strip().split(" ", -1));
      }
    }
    return boxes;
  }

  private static CocoBox box(String... fields) {
    return new CocoBox(
        Double.parseDouble(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]));
  }

  /**
   * Of 120 detections in one image, the 100 best count; the object is the 101st, then the 100th.
   */
  @Test
  void aHundredDetectionsCount() {
    CocoGroundTruth truth = truth(annotations("0 0 40 40"));
    for (int wrong : new int[] {99, 100}) {
      List<CocoDetection> found = new ArrayList<>(detections("0 0 40 40 .1"));
      for (int i = 0; i < wrong; i++) {
        found.addAll(detections("100 100 40 40 .9"));
      }
      CocoStats stats = CocoEvaluator.evaluate(truth, new CocoResults(found)).stats();
      assertThat(stats.ar100()).isEqualTo(wrong == 99 ? 1 : 0);
      assertThat(stats.ar10()).isZero();
      assertThat(stats.ap()).isCloseTo(wrong == 99 ? 0.01 : 0, within(1e-12));
    }
  }

  @Test
  void sizesGoByTheAreaOfTheObjectRatherThanItsBox() {
    CocoAnnotation thin = new CocoAnnotation(IMAGE, STAR, new CocoBox(0, 0, 100, 100), 500, false);
    CocoResults found = new CocoResults(detections("0 0 100 100 .9"));
    CocoStats stats = CocoEvaluator.evaluate(truth(List.of(thin)), found).stats();
    assertThat(stats.apSmall()).isCloseTo(1, within(1e-12));
    assertThat(stats.apLarge()).isEqualTo(-1);
  }

  @Test
  void eachCategoryStandsForItself() {
    CocoGroundTruth truth =
        new CocoGroundTruth(
            List.of(new CocoImage(2, "", 0, 0), new CocoImage(1, "", 0, 0)),
            List.of(
                new CocoCategory(1L << 40, "far"),
                new CocoCategory(3, "near"),
                new CocoCategory(5, "never there")),
            List.of(
                new CocoAnnotation(1, 3, box("0", "0", "40", "40"), 1600, false),
                new CocoAnnotation(2, 1L << 40, box("0", "0", "40", "40"), 1600, false),
                new CocoAnnotation(9, 3, box("0", "0", "40", "40"), 1600, false),
                new CocoAnnotation(1, 99, box("0", "0", "40", "40"), 1600, false)));
    CocoResults found =
        new CocoResults(
            List.of(
                new CocoDetection(1, 3, box("0", "0", "40", "40"), 0.9),
                new CocoDetection(1, 99, box("0", "0", "40", "40"), 0.9),
                new CocoDetection(1, 1L << 40, box("0", "0", "40", "40"), 0.9)));
    CocoEvaluation evaluation = CocoEvaluator.evaluate(truth, found);
    assertThat(evaluation.perCategoryAp().keySet()).containsExactly(3L, 5L, 1L << 40);
    assertThat(evaluation.stats(3).ap()).isCloseTo(1, within(1e-12));
    assertThat(evaluation.stats(5).toArray()).containsOnly(-1);
    assertThat(evaluation.stats(1L << 40).ap()).isZero();
    assertThat(evaluation.stats().ap()).isCloseTo(0.5, within(1e-12));
    assertThat(evaluation.curve(5).precision()).isEmpty();
    assertThat(evaluation.curve(5).averagePrecision()).isEqualTo(-1);
    assertThat(evaluation.curve(3).precision()).hasSize(101);
    assertThat(evaluation.curve(3).averagePrecision()).isCloseTo(1, within(1e-12));
    assertThatThrownBy(() -> evaluation.stats(4))
        .hasMessage("category: expected one of [3, 5, 1099511627776], found 4");
  }

  @Test
  void detectionsOfAnotherDataSetAreRefused() {
    CocoResults stray =
        new CocoResults(List.of(new CocoDetection(8, STAR, box("0", "0", "1", "1"), 0.9)));
    CocoGroundTruth truth = truth(List.of());
    assertThatThrownBy(() -> CocoEvaluator.evaluate(truth, stray))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[0].image_id: expected an image of the ground truth, found 8");
  }

  @Test
  void textAndJsonTellTheSame() {
    CocoEvaluation evaluation =
        CocoEvaluator.evaluate(
            truth(annotations("0 0 40 40")), new CocoResults(detections("0 0 40 20 .9")));
    assertThat(evaluation.stats().toString().lines())
        .hasSize(12)
        .contains("Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] =  1.000")
        .contains(
            "Average Recall     (AR) @[ IoU=0.50:0.95 | area= large | maxDets=100 ] = -1.000");
    assertThat(evaluation.toJson())
        .matches("\\{\"stats\":\\[[^]]+],\"perCategoryAp\":\\{\"90\":[0-9.]+}}");
    assertThat(evaluation.perCategoryAp()).isEqualTo(Map.of(STAR, evaluation.stats().ap()));
  }
}
