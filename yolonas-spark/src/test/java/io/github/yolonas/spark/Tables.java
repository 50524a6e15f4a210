package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.Detection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/** Rows of results, compared with what the plain library finds. */
final class Tables {
  private static final float PIXELS = 0.01f;
  private static final float SCORE = 1e-4f;

  private Tables() {}

  /** The rows by the name of their file; fails if there are two of one name. */
  static Map<String, Row> byName(List<Row> rows) {
    Map<String, Row> byName = new TreeMap<>();
    for (Row row : rows) {
      String path = row.getAs("path");
      assertThat(byName.put(path.substring(path.lastIndexOf('/') + 1), row))
          .as("rows of %s before this one", path)
          .isNull();
    }
    return byName;
  }

  /** The row of a file that is known to be there. */
  static Row row(Map<String, Row> rows, String name) {
    return Objects.requireNonNull(rows.get(name), name);
  }

  /**
   * Exactly one row for each image, with the plain library's numbers; but for the last bits, where
   * LibTorch has other kernels for other batch sizes.
   */
  static void sameAs(Map<String, ImageDetectionPrediction> expected, List<Row> rows) {
    Map<String, Row> found = byName(rows);
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, image) -> same(name, image, row(found, name)));
  }

  private static void same(String name, ImageDetectionPrediction expected, Row row) {
    assertThat(row.<String>getAs("error")).as(name).isNull();
    assertThat(row.<Integer>getAs("width")).isEqualTo(expected.prediction().imageShape().width());
    assertThat(row.<Integer>getAs("height")).isEqualTo(expected.prediction().imageShape().height());
    List<Row> detections = row.getList(row.fieldIndex("detections"));
    assertThat(detections).as(name).hasSize(expected.prediction().size()).isNotEmpty();
    for (int i = 0; i < detections.size(); i++) {
      same(name + " " + i, expected.prediction().get(i), detections.get(i));
    }
  }

  private static void same(String name, Detection expected, Row found) {
    assertThat(found.<Integer>getAs("label")).as(name).isEqualTo(expected.label());
    assertThat(found.<String>getAs("className")).as(name).isEqualTo(expected.className());
    Function<String, Float> number = found::getAs;
    assertThat(number.apply("score")).as(name).isCloseTo(expected.confidence(), within(SCORE));
    assertThat(number.apply("x1")).as(name).isCloseTo(expected.box().x1(), within(PIXELS));
    assertThat(number.apply("y1")).as(name).isCloseTo(expected.box().y1(), within(PIXELS));
    assertThat(number.apply("x2")).as(name).isCloseTo(expected.box().x2(), within(PIXELS));
    assertThat(number.apply("y2")).as(name).isCloseTo(expected.box().y2(), within(PIXELS));
  }
}
