package io.github.yolonas.train.data;

/** What to do about what is found in data sets. */
public enum DatasetPolicy {
  /** Nothing but to report it. */
  REPORT,
  /** Throw if there are errors. */
  REFUSE,
  /** Give views of the data sets without what can be repaired. */
  REPAIR
}
