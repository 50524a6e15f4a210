package io.github.yolonas.train.trainer;

/** What to do when the loss or a gradient of a batch is NaN or infinite. */
public enum BadLossPolicy {
  /** End with a {@link TrainingException}; the parameters are as before the batch. */
  STOP,
  /** Leave the batch out and go on; too many in a row end the training all the same. */
  SKIP
}
