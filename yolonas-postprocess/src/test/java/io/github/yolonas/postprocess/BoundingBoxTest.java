package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class BoundingBoxTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "iou.csv", delimiter = '|')
  void iou(String what, String one, String other, float expected) {
    BoundingBox a = box(one);
    BoundingBox b = box(other);
    assertThat(a.iou(b)).as(what).isEqualTo(expected);
    assertThat(b.iou(a)).as("%s, the other way round", what).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "boxes.csv", delimiter = '|')
  void layouts(String what, String xyxy, String xywh, String cxcywh) {
    BoundingBox box = box(xyxy);
    assertThat(box.toXyxy()).as(what).isEqualTo(Numbers.floats(xyxy));
    assertThat(box.toXywh()).as(what).isEqualTo(Numbers.floats(xywh));
    assertThat(box.toCxcywh()).as(what).isEqualTo(Numbers.floats(cxcywh));
    if (!xyxy.contains("NaN")) {
      float[] w = Numbers.floats(xywh);
      float[] c = Numbers.floats(cxcywh);
      assertThat(box.area()).as(what).isEqualTo(w[2] * w[3]);
      assertThat(BoundingBox.fromXywh(w[0], w[1], w[2], w[3])).as(what).isEqualTo(box);
      assertThat(BoundingBox.fromCxcywh(c[0], c[1], c[2], c[3])).as(what).isEqualTo(box);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "clip.csv", delimiter = '|')
  void clip(String what, String xyxy, String clipped) {
    assertThat(box(xyxy).clip(640, 480)).as(what).isEqualTo(box(clipped));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "normalized.csv", delimiter = '|')
  void fractionsOfAnImage(String what, String xyxy, String fractions, String cxcywh) {
    ImageShape shape = new ImageShape(480, 640);
    BoundingBox normalized = box(xyxy).normalized(shape);
    assertThat(normalized).as(what).isEqualTo(box(fractions));
    assertThat(normalized.toCxcywh()).as(what).isEqualTo(Numbers.floats(cxcywh));
    assertThat(normalized.denormalized(shape)).as(what).isEqualTo(box(xyxy));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "intersection.csv", delimiter = '|')
  void whatBothCover(
      String what, String one, String other, @Nullable String common, float fractionInside) {
    Optional<BoundingBox> expected = Optional.ofNullable(common).map(BoundingBoxTest::box);
    assertThat(box(one).intersection(box(other))).as(what).isEqualTo(expected);
    assertThat(box(other).intersection(box(one))).as("%s, turned", what).isEqualTo(expected);
    assertThat(box(one).fractionInside(box(other))).as(what).isEqualTo(fractionInside);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, true",
    "0, 0, true",
    "10, 20, true",
    "10.5, 5, false",
    "5, -1, false",
    "NaN, 5, false",
  })
  void points(float x, float y, boolean inside) {
    assertThat(new BoundingBox(0, 0, 10, 20).contains(x, y)).isEqualTo(inside);
  }

  private static BoundingBox box(String xyxy) {
    float[] v = Numbers.floats(xyxy);
    return new BoundingBox(v[0], v[1], v[2], v[3]);
  }
}
