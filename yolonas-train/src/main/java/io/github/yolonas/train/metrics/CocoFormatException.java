package io.github.yolonas.train.metrics;

import java.io.Serial;

/**
 * A file of annotations or detections that cannot be read. The message names file, entry, what was
 * expected and what was found.
 */
public final class CocoFormatException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** A mistake in the content. */
  public CocoFormatException(String message) {
    super(message);
  }

  /** A mistake that the file system or the JSON parser found. */
  public CocoFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
