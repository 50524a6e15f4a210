package io.github.yolonas.train.data;

/** How much a finding matters, the worst first. */
public enum FindingSeverity {
  /** A training or its evaluation would fail, or be wrong. */
  ERROR,
  /** Probably not meant so. */
  WARNING,
  /** Good to know. */
  INFO
}
