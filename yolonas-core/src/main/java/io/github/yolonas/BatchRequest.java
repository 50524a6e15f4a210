package io.github.yolonas;

import io.github.yolonas.runtime.PreparedImage;
import java.util.concurrent.CompletableFuture;

/**
 * One image on its way through a {@link BatchingPredictor}. Its native pixels are freed before its
 * future is completed, so that who gets an answer holds nothing native any more.
 *
 * @param image what to predict on, owned by this request
 * @param options the effective ones
 * @param result what the caller waits for
 */
record BatchRequest(
    PreparedImage image,
    PredictOptions options,
    CompletableFuture<ImageDetectionPrediction> result) {

  /** What requests must have in common to share a pass. */
  record Kind(PredictOptions options, int networkHeight, int networkWidth) {}

  Kind kind() {
    return new Kind(options, image.networkHeight(), image.networkWidth());
  }

  /** Whether somebody still wants the answer. */
  boolean isWanted() {
    return !result.isDone();
  }

  void complete(ImageDetectionPrediction prediction) {
    image.close();
    result.complete(prediction);
  }

  void fail(Throwable error) {
    image.close();
    result.completeExceptionally(error);
  }
}
