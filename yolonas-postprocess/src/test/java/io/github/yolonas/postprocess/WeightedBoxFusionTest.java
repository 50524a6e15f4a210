package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WeightedBoxFusionTest {

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "fusion.csv", delimiter = '|')
  void computedByHand(
      String what,
      double iou,
      String classes,
      int views,
      @Nullable String in,
      @Nullable String out) {
    List<Detection> fused =
        new WeightedBoxFusion(iou, classes.equals("any")).fuse(Tables.detections(in), views);
    List<Detection> expected = Tables.detections(out);
    assertThat(fused).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < fused.size(); i++) {
      assertThat(fused.get(i).label()).as(what).isEqualTo(expected.get(i).label());
      assertThat(fused.get(i).className()).isEqualTo(expected.get(i).className());
      assertThat(fused.get(i).confidence()).isCloseTo(expected.get(i).confidence(), within(1e-6f));
      assertThat(fused.get(i).box().toXyxy())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(expected.get(i).box().toXyxy());
    }
  }

  @Test
  void viewsThatAgreeChangeNothing() {
    DetectionPrediction view = Tables.prediction("0 0 10 10 0.75 0; 50 50 60 60 0.5 1");
    assertThat(WeightedBoxFusion.perClass(0.55).fuse(List.of(view, view, view))).isEqualTo(view);
  }

  @Test
  void anObjectThatOneOfTwoViewsSawIsHalfAsSure() {
    DetectionPrediction one = Tables.prediction("0 0 10 10 0.8 0");
    assertThat(WeightedBoxFusion.acrossClasses(0.5).fuse(List.of(one, Tables.prediction(null))))
        .isEqualTo(Tables.prediction("0 0 10 10 0.4 0"));
  }

  /** Twenty objects, far apart, each seen many times: their means, computed another way. */
  @Test
  void eachObjectsBoxIsItsWeightedMean() {
    Random random = new Random(5);
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      float x = 100 * random.nextInt(5) + 10 * random.nextFloat();
      float y = 100 * random.nextInt(4) + 10 * random.nextFloat();
      detections.add(
          new Detection(0, "circle", random.nextFloat(), new BoundingBox(x, y, x + 50, y + 50)));
    }
    List<Detection> fused = WeightedBoxFusion.perClass(0.3).fuse(detections, 1);
    assertThat(fused).hasSize(20);
    for (Detection f : fused) {
      BoundingBox near = f.box();
      List<Detection> seen = detections.stream().filter(d -> d.box().iou(near) > 0).toList();
      double weight = seen.stream().mapToDouble(Detection::confidence).sum();
      double x = seen.stream().mapToDouble(d -> d.confidence() * d.box().x1()).sum() / weight;
      double bottom = seen.stream().mapToDouble(d -> d.confidence() * d.box().y2()).sum() / weight;
      assertThat((double) near.x1()).isCloseTo(x, within(1e-3));
      assertThat((double) near.y2()).isCloseTo(bottom, within(1e-3));
      assertThat((double) f.confidence()).isCloseTo(weight / seen.size(), within(1e-6));
    }
    Collections.shuffle(detections, random);
    assertThat(WeightedBoxFusion.perClass(0.3).fuse(detections, 1)).isEqualTo(fused);
  }

  @Test
  void whatCannotBeFusedIsRefused() {
    assertThatThrownBy(() -> WeightedBoxFusion.perClass(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("iouThreshold: expected 0 to 1, found 1.5");
    WeightedBoxFusion fusion = WeightedBoxFusion.perClass(0.5);
    assertThatThrownBy(() -> fusion.fuse(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("views: expected at least 1, found 0");
    assertThatThrownBy(() -> fusion.fuse(List.of(Tables.detections("0 0 9 9 1 0").get(0)), 0))
        .hasMessage("views: expected at least 1, found 0");
    DetectionPrediction other = new DetectionPrediction(List.of(), new ImageShape(10, 20));
    assertThatThrownBy(() -> fusion.fuse(List.of(Tables.prediction(null), other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("predictions of one image: expected height × width 480×640, found 10×20");
  }
}
