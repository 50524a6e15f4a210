package io.github.yolonas.train.trainer;

import io.github.yolonas.Device;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.metrics.CocoDetection;
import io.github.yolonas.train.metrics.CocoEvaluation;
import io.github.yolonas.train.metrics.CocoEvaluator;
import io.github.yolonas.train.metrics.CocoGroundTruth;
import io.github.yolonas.train.metrics.CocoResults;
import io.github.yolonas.train.metrics.ModelDetections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How good a saved network is on a data set: it predicts as it will for its users, from its file
 * and on whole images, and COCO's numbers are of that.
 */
final class Validation {
  private static final Logger LOG = LoggerFactory.getLogger(Validation.class);
  private static final int BATCH = 8;

  private final Dataset dataset;
  private final CocoGroundTruth truth;
  private final Device device;
  private final int pictures;

  /**
   * Of a data set.
   *
   * @param pictures how many images are drawn
   */
  Validation(Dataset dataset, Device device, int pictures) {
    this.dataset = dataset;
    this.truth = DatasetTruth.of(dataset);
    this.device = device;
    this.pictures = pictures;
  }

  /**
   * Measures.
   *
   * @param picture where to draw what was found beside what there is
   * @throws CancellationException if the thread is interrupted; it stays so
   */
  CocoEvaluation run(Path checkpoint, Path picture) {
    YoloNasOptions options = YoloNasOptions.builder().device(device).build();
    try (YoloNas model = YoloNas.load(checkpoint, options)) {
      CocoEvaluation evaluation = CocoEvaluator.evaluate(truth, detections(model));
      if (pictures > 0) {
        draw(model, picture);
      }
      return evaluation;
    }
  }

  /** A machine without fonts can train all the same. */
  private void draw(YoloNas model, Path picture) {
    try {
      new ValidationPicture(dataset, pictures).write(model, picture);
    } catch (IllegalStateException e) {
      LOG.warn("{} is not drawn: {}", picture, e.getMessage());
    }
  }

  private CocoResults detections(YoloNas model) {
    PredictOptions options =
        PredictOptions.conf(ModelDetections.LEAST_SCORE).toBuilder()
            .keepImage(false)
            .batchSize(BATCH)
            .build();
    Stream<ImageSource> images =
        IntStream.range(0, dataset.size()).mapToObj(i -> ImageSource.of(dataset.read(i).image()));
    List<CocoDetection> detections = new ArrayList<>();
    try (var outcomes = model.stream(images, options)) {
      Iterator<ImageDetectionPrediction> found = outcomes.map(o -> o.orElseThrow()).iterator();
      for (long image = 0; found.hasNext(); image++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("validation: interrupted at image " + image);
        }
        for (Detection d : found.next().prediction()) {
          detections.add(
              new CocoDetection(image, d.label(), DatasetTruth.box(d.box()), d.confidence()));
        }
      }
    }
    return new CocoResults(detections);
  }
}
