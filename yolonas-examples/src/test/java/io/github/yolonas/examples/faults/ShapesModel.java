package io.github.yolonas.examples.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.YoloNas;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.nio.file.Path;

/** The toy model, and what it finds when nothing is wrong. */
final class ShapesModel {
  static final Path CHECKPOINT =
      Path.of("../yolonas-core/src/test/resources/reference/toy/shapes.pth");
  static final Path IMAGE =
      Path.of("../yolonas-core/src/test/resources/reference/toy/few/scene_11_320x240.png");
  static final int OBJECTS = 4;

  private ShapesModel() {}

  static YoloNas load() {
    return YoloNas.load(CHECKPOINT);
  }

  /** After a fault everything is as before. */
  static DetectionPrediction requireWorks(YoloNas model) {
    DetectionPrediction found = model.predict(IMAGE).prediction();
    assertThat(found).hasSize(OBJECTS);
    return found;
  }
}
