package io.github.yolonas.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterTest {
  private static final Point LEFT = new Point(0, 100);
  private static final Point RIGHT = new Point(200, 100);

  private static Track track(long id, String className, double x, double y) {
    BoundingBox box = BoundingBox.fromCxcywh((float) x, (float) y, 20, 20);
    Detection detection = new Detection(0, className, 0.9f, box);
    return new Track(id, detection, 1, List.of(new Point(x, y)));
  }

  /** A line from left to right: down is in, up is out, beside its ends is nothing. */
  @ParameterizedTest
  @CsvSource({
    "100, 50, 100, 150, 1, 0",
    "100, 150, 100, 50, 0, 1",
    "20, 60, 180, 140, 1, 0",
    "100, 50, 100, 90, 0, 0",
    "250, 50, 250, 150, 0, 0",
    "-50, 50, -50, 150, 0, 0",
    "300, 50, 190, 130, 0, 0",
  })
  void crossings(double x1, double y1, double x2, double y2, int in, int out) {
    LineCounter line = new LineCounter(LEFT, RIGHT);
    line.update(List.of(track(1, "car", x1, y1)));
    line.update(List.of(track(1, "car", x2, y2)));
    assertThat(line.in()).isEqualTo(in);
    assertThat(line.out()).isEqualTo(out);
  }

  @Test
  void eachClassIsCountedAndEachReturn() {
    LineCounter line = new LineCounter(LEFT, RIGHT);
    line.update(List.of(track(1, "car", 50, 50), track(2, "dog", 90, 150)));
    line.update(List.of(track(1, "car", 50, 150), track(2, "dog", 90, 50)));
    line.update(List.of(track(1, "car", 50, 50)));
    line.update(List.of(track(1, "car", 50, 150)));
    assertThat(line.inByClass()).isEqualTo(Map.of("car", 2));
    assertThat(line.outByClass()).isEqualTo(Map.of("car", 1, "dog", 1));
    assertThat(line).hasToString("in 2, out 2");
  }

  @Test
  void tremblingOnTheLineIsNoCrossing() {
    LineCounter line = new LineCounter(LEFT, RIGHT);
    line.update(List.of(track(1, "car", 100, 90)));
    for (int i = 0; i < 20; i++) {
      line.update(List.of(track(1, "car", 100, 100 + (i % 2 == 0 ? 0.8 : -0.8))));
    }
    assertThat(line.in() + line.out()).isZero();
    line.update(List.of(track(1, "car", 100, 110)));
    assertThat(line.in()).isEqualTo(1);
    assertThat(line.out()).isZero();
  }

  @Test
  void feetCrossBeforeHeads() {
    LineCounter feet = new LineCounter(LEFT, RIGHT, Anchor.BOTTOM);
    LineCounter middle = new LineCounter(LEFT, RIGHT);
    for (double y : new double[] {80, 95}) {
      feet.update(List.of(track(1, "person", 100, y)));
      middle.update(List.of(track(1, "person", 100, y)));
    }
    assertThat(feet.in()).isEqualTo(1);
    assertThat(middle.in()).isZero();
  }

  @Test
  void zonesCountWhoIsThereAndWhoEverWas() {
    // An L: the corner (150, 150) is outside.
    ZoneCounter zone =
        new ZoneCounter(
            List.of(
                new Point(0, 0),
                new Point(200, 0),
                new Point(200, 100),
                new Point(100, 100),
                new Point(100, 200),
                new Point(0, 200)));
    zone.update(
        List.of(
            track(1, "car", 50, 50),
            track(2, "car", 150, 50),
            track(3, "dog", 50, 150),
            track(4, "dog", 150, 150)));
    assertThat(zone.currentByClass()).isEqualTo(Map.of("car", 2, "dog", 1));
    zone.update(List.of(track(1, "car", 60, 50), track(4, "dog", 150, 90)));
    assertThat(zone.current()).isEqualTo(2);
    assertThat(zone.totalByClass()).isEqualTo(Map.of("car", 2, "dog", 2));
    zone.update(List.of());
    assertThat(zone).hasToString("0 now, 4 in all");
  }

  @Test
  void shapesAreChecked() {
    assertThatThrownBy(() -> new LineCounter(LEFT, LEFT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two different ends");
    assertThatThrownBy(() -> new ZoneCounter(List.of(LEFT, RIGHT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 corners or more, found 2");
    assertThatThrownBy(() -> new Point(Double.NaN, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
