package io.github.yolonas.train.network;

/** What batch norms go by. */
public enum Mode {
  /** The batch's own mean and variance, which also move the running ones. */
  TRAINING,
  /** The running mean and variance, which stay as they are. */
  EVALUATION
}
