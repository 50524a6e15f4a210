package io.github.yolonas.spark;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tiny network of the fixtures, and what the plain library finds with it. */
final class TinyModel {
  static final Path CHECKPOINT =
      ReferenceData.repositoryFile(
          "yolonas-core/src/test/resources/reference/tiny/ckpt_latest.pth");

  /** So low that the hardly trained network finds something on every image. */
  static final PredictOptions PREDICT =
      PredictOptions.builder().conf(0.05).maxPredictions(5).batchSize(3).build();

  static final SparkDetectorOptions OPTIONS =
      SparkDetectorOptions.of(YoloNasOptions.builder().predict(PREDICT).build());

  private TinyModel() {}

  /** The plain library's results, by the file's name. */
  static Map<String, ImageDetectionPrediction> expected(List<Path> images) {
    Map<String, ImageDetectionPrediction> expected = new TreeMap<>();
    try (YoloNas model = YoloNas.load(CHECKPOINT)) {
      for (Path image : images) {
        expected.put(image.getFileName().toString(), model.predict(image, PREDICT));
      }
    }
    return expected;
  }
}
