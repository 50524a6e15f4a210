package io.github.yolonas.train.trainer;

import io.github.yolonas.Device;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.metrics.CocoEvaluation;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How good a saved network is on a data set: it predicts as it will for its users, from its file
 * and on whole images, and COCO's numbers are of that.
 */
final class Validation {
  private static final Logger LOG = LoggerFactory.getLogger(Validation.class);

  private final Dataset dataset;
  private final DatasetEvaluator evaluator;
  private final Device device;
  private final int pictures;

  /**
   * Of a data set.
   *
   * @param pictures how many images are drawn
   */
  Validation(Dataset dataset, Device device, int pictures) {
    this.dataset = dataset;
    this.evaluator = new DatasetEvaluator(dataset);
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
      CocoEvaluation evaluation = evaluator.coco(model);
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
}
