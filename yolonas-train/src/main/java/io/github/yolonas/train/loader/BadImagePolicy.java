package io.github.yolonas.train.loader;

/** What to do when an image of the data set cannot be read. */
public enum BadImagePolicy {
  /** The epoch ends with the {@link io.github.yolonas.preprocess.ImageReadException}. */
  STOP,
  /**
   * The next image of the data set that can be read takes its place; after the last comes the
   * first. The image is counted, and named once in the log.
   */
  SKIP
}
