package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.Rows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped model, from file to boxes, against the original's own predictions. */
@ExtendWith(NativeLeakExtension.class)
class ToyModelParityTest {
  private static YoloNas model;

  @BeforeAll
  static void load() {
    model = YoloNas.load(ToyModel.CHECKPOINT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static Stream<JsonNode> scenes() {
    return ToyModel.scenes();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void sameBoxesAsTheOriginal(JsonNode scene) {
    ImageDetectionPrediction result = model.predict(ToyModel.image(scene));
    assertThat(rows(result).unmatched(Rows.of(scene.get("detections")))).isEmpty();
    assertThat(result.classNames())
        .containsExactly("circle", "square", "triangle", "star", "cross");
    result
        .prediction()
        .forEach(d -> assertThat(d.className()).isEqualTo(result.classNames().get(d.label())));
  }

  /** LibTorch picks other kernels for other batch sizes, so the last bits may differ. */
  @Test
  void aBatchGivesWhatItsImagesGiveAlone() {
    List<ImageSource> images = ToyModel.images().stream().map(ImageSource::of).toList();
    List<ImageDetectionPrediction> together = model.predictAll(images);
    assertThat(together).hasSize(images.size());
    for (int i = 0; i < images.size(); i++) {
      ImageDetectionPrediction alone = model.predict(images.get(i));
      assertThat(together.get(i).source()).isEqualTo(alone.source());
      assertThat(rows(together.get(i)).unmatched(rows(alone))).isEmpty();
    }
  }

  private static Rows rows(ImageDetectionPrediction result) {
    return Rows.of(
        result.prediction().bboxesXyxy(),
        result.prediction().confidence(),
        result.prediction().labels());
  }
}
