package io.github.yolonas.train.trainer;

/** Why a training ended. */
public enum StopReason {
  /** All epochs are done. */
  COMPLETED,
  /** It got no better for as many epochs as the options allow. */
  NO_IMPROVEMENT,
  /** The thread was interrupted; it can be resumed from the last batch. */
  INTERRUPTED
}
