package io.github.yolonas.examples.soak;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.video.FramePrediction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the model answers when nothing else goes on. Batches of other images may differ in the last
 * bits, so each fixed group has answers of its own.
 *
 * @param single by file
 * @param unresized by file, at the image's own size
 * @param grouped by group
 * @param tiled of the large image
 * @param video frame by frame
 */
record Answers(
    Map<Path, DetectionPrediction> single,
    Map<Path, DetectionPrediction> unresized,
    Map<List<Path>, List<DetectionPrediction>> grouped,
    DetectionPrediction tiled,
    List<DetectionPrediction> video) {
  static final PredictOptions UNRESIZED =
      PredictOptions.builder().skipImageResizing(true).keepImage(false).build();
  static final int GROUP = 5;

  /** One request after the other. */
  static Answers serial(Serving serving, Pictures pictures) {
    Map<Path, DetectionPrediction> single = new HashMap<>();
    Map<Path, DetectionPrediction> unresized = new HashMap<>();
    for (Path file : pictures.good()) {
      single.put(file, serving.model().predict(file).prediction());
      unresized.put(file, serving.model().predict(file, UNRESIZED).prediction());
    }
    Map<List<Path>, List<DetectionPrediction>> grouped = new HashMap<>();
    for (List<Path> group : pictures.groups(GROUP)) {
      grouped.put(group, predictions(serving.model().predictAll(Pictures.sources(group))));
    }
    ImageSource large = ImageSource.of(pictures.large());
    try (Stream<FramePrediction> frames = serving.video().stream(pictures.clip())) {
      return new Answers(
          single,
          unresized,
          grouped,
          serving.tiled().predict(large).prediction(),
          predictions(frames.map(FramePrediction::result).toList()));
    }
  }

  static List<DetectionPrediction> predictions(List<ImageDetectionPrediction> results) {
    return results.stream().map(ImageDetectionPrediction::prediction).toList();
  }

  /** Of all requests' answers together, so that a soak whose answers are empty is noticed. */
  int detections() {
    return single.values().stream().mapToInt(DetectionPrediction::size).sum() + tiled.size();
  }
}
