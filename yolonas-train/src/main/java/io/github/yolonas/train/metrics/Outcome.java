package io.github.yolonas.train.metrics;

/** What a detection turned out to be. */
enum Outcome {
  /** It found an object. */
  RIGHT,

  /** There is no such object, or a better detection has it. */
  WRONG,

  /** Nobody can say, or it is of a size not asked for. */
  IGNORED
}
