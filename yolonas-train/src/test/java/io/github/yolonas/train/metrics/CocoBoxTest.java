package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class CocoBoxTest {
  @ParameterizedTest
  @CsvFileSource(resources = "coco-box.csv", useHeadersInDisplayName = true)
  void overlaps(ArgumentsAccessor row) {
    CocoBox a = box(row, 1);
    CocoBox b = box(row, 5);
    assertThat(a.iou(b)).isCloseTo(row.getDouble(9), within(1e-15)).isEqualTo(b.iou(a));
    assertThat(a.coverage(b)).isCloseTo(row.getDouble(10), within(1e-15));
    assertThat(new CocoAnnotation(1, 1, b, 0, false).overlap(a)).isEqualTo(a.iou(b));
    assertThat(new CocoAnnotation(1, 1, b, 0, true).overlap(a)).isEqualTo(a.coverage(b));
  }

  private static CocoBox box(ArgumentsAccessor row, int from) {
    return new CocoBox(
        row.getDouble(from),
        row.getDouble(from + 1),
        row.getDouble(from + 2),
        row.getDouble(from + 3));
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThatThrownBy(() -> new CocoBox(0, Double.NaN, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("y: expected a finite number, found NaN");
    assertThatThrownBy(() -> new CocoBox(Double.NaN, 0, 1, 1)).hasMessageStartingWith("x: ");
    assertThatThrownBy(() -> new CocoBox(0, 0, Double.NaN, 1)).hasMessageStartingWith("width: ");
    assertThatThrownBy(() -> new CocoBox(0, 0, 1, Double.NaN)).hasMessageStartingWith("height: ");
    CocoBox box = new CocoBox(0, 0, 1, 1);
    assertThatThrownBy(() -> new CocoDetection(1, 1, box, Double.NaN))
        .hasMessage("score: expected a finite number, found NaN");
    assertThatThrownBy(() -> new CocoAnnotation(1, 1, box, Double.POSITIVE_INFINITY, false))
        .hasMessage("area: expected a finite number, found Infinity");
  }
}
