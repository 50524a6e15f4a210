package io.github.yolonas;

import io.github.yolonas.preprocess.ImageReadException;

/** What became of one image among many: a prediction, or the reason why it could not be read. */
public sealed interface PredictionOutcome {

  /** What the image is called. */
  String source();

  /**
   * The prediction.
   *
   * @throws ImageReadException if the image could not be read
   */
  ImageDetectionPrediction orElseThrow();

  /**
   * The image was read and predicted.
   *
   * @param prediction what was found
   */
  record Predicted(ImageDetectionPrediction prediction) implements PredictionOutcome {
    @Override
    public String source() {
      return prediction.source();
    }

    @Override
    public ImageDetectionPrediction orElseThrow() {
      return prediction;
    }
  }

  /**
   * The image could not be read; the others are not affected.
   *
   * @param source what it is called
   * @param error why
   */
  record Unreadable(String source, ImageReadException error) implements PredictionOutcome {
    @Override
    public ImageDetectionPrediction orElseThrow() {
      throw error;
    }
  }
}
