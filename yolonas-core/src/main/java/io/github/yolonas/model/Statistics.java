package io.github.yolonas.model;

/** Whose mean and variance a batch norm takes. */
public enum Statistics {
  /** Those gathered in training, as inference does. */
  RUNNING,

  /**
   * The batch's own, which at each pass also move the running ones, in place: only for a network
   * that one thread trains.
   */
  BATCH
}
