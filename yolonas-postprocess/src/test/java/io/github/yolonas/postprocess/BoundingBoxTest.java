package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

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

  private static BoundingBox box(String xyxy) {
    float[] v = Numbers.floats(xyxy);
    return new BoundingBox(v[0], v[1], v[2], v[3]);
  }
}
