package io.github.yolonas.train.recipe;

import io.github.yolonas.Device;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.metrics.DetectionEvaluation;
import io.github.yolonas.train.metrics.EvaluationReport;
import io.github.yolonas.train.trainer.DatasetEvaluator;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page that tells how good a recipe's network is.
 *
 * @param dataset what it is measured on
 * @param device where it runs
 */
record FinalReport(Dataset dataset, Device device) {
  private static final Logger LOG = LoggerFactory.getLogger(FinalReport.class);

  /**
   * Measures and writes; the training is done whether that works or not.
   *
   * @return the page; empty, with a word in the log, without fonts or if the thread is interrupted
   */
  Optional<Path> write(Path checkpoint, Path folder) {
    YoloNasOptions options = YoloNasOptions.builder().device(device).build();
    try (YoloNas model = YoloNas.load(checkpoint, options)) {
      DetectionEvaluation evaluation = new DatasetEvaluator(dataset).evaluate(model);
      return Optional.of(
          EvaluationReport.of(checkpoint.toString(), evaluation)
              .withImages(image -> dataset.read((int) image.id()).image())
              .write(folder));
    } catch (IllegalStateException e) { // no fonts; or CancellationException
      LOG.warn("{} is not written: {}", folder, e.getMessage());
      return Optional.empty();
    }
  }
}
