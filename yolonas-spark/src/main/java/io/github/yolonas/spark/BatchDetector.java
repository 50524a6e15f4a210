package io.github.yolonas.spark;

import io.github.yolonas.InferenceException;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Turns a batch of images into as many rows, in order. An image that cannot be read is a row with
 * an error.
 *
 * <p>A pass that fails in native code (too little memory for this batch, numbers that overflow) is
 * repeated image by image. One that fails alone is a row with an error too, but only if the model
 * still works on a blank image: if it does not, the machine is at fault, and the task must fail, so
 * that Spark runs it elsewhere.
 */
final class BatchDetector {

  /** Computes one pass: the model, or what a test puts in its place. */
  @FunctionalInterface
  interface Pass {
    List<PredictionOutcome> predict(List<ImageSource> images);
  }

  private final Pass pass;
  private final Runnable trial;

  /**
   * A detector with any pass.
   *
   * @param trial throws an {@link InferenceException} if the model does not work
   */
  BatchDetector(Pass pass, Runnable trial) {
    this.pass = pass;
    this.trial = trial;
  }

  static BatchDetector of(YoloNas model, PredictOptions options) {
    return new BatchDetector(
        images -> model.stream(images.stream(), options).toList(), model::warmUp);
  }

  /** One row for each image, in order. */
  List<Row> detect(List<ImageRow> images) {
    try {
      List<ImageSource> sources =
          images.stream()
              .filter(ImageRow.Encoded.class::isInstance)
              .map(image -> ((ImageRow.Encoded) image).source())
              .toList();
      Iterator<PredictionOutcome> outcomes = pass.predict(sources).iterator();
      return images.stream().map(image -> row(image, outcomes)).toList();
    } catch (InferenceException e) {
      return images.stream().map(this::alone).toList();
    }
  }

  private Row alone(ImageRow image) {
    if (image instanceof ImageRow.Encoded encoded) {
      try {
        return row(image, pass.predict(List.of(encoded.source())).iterator());
      } catch (InferenceException e) {
        requireWorkingModel(e);
        return DetectionRows.failed(image.path(), image.path() + ": " + e.getMessage());
      }
    }
    return row(image, List.<PredictionOutcome>of().iterator());
  }

  private void requireWorkingModel(InferenceException failure) {
    try {
      trial.run();
    } catch (InferenceException broken) {
      broken.addSuppressed(failure);
      throw broken;
    }
  }

  /** The row of an image, whose outcome, if it could be read, is the next one. */
  private static Row row(ImageRow image, Iterator<PredictionOutcome> outcomes) {
    if (image instanceof ImageRow.Unreadable unreadable) {
      return DetectionRows.failed(unreadable.path(), unreadable.error());
    }
    String path = ((ImageRow.Encoded) image).path();
    PredictionOutcome outcome = outcomes.next();
    if (outcome instanceof PredictionOutcome.Unreadable unreadable) {
      return DetectionRows.failed(path, String.valueOf(unreadable.error().getMessage()));
    }
    return DetectionRows.of(path, outcome.orElseThrow());
  }
}
