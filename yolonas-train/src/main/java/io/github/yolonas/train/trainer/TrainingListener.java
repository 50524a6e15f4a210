package io.github.yolonas.train.trainer;

/**
 * Follows a training. All calls come from the thread that trains, which waits for them. What a
 * listener throws ends the training; what was saved by then stays.
 */
public interface TrainingListener {

  /**
   * Before the first batch of a run.
   *
   * @param step how many batches were learned from before, more than 0 if it is resumed. A log
   *     forgets what it has of later ones: they come again.
   */
  default void started(long step) {}

  /** After each batch. */
  default void step(StepReport report) {}

  /** After each epoch, its validation included. */
  default void epoch(EpochReport report) {}

  /** At the end, however it came. Never after an exception. */
  default void finished(TrainingSummary summary) {}
}
