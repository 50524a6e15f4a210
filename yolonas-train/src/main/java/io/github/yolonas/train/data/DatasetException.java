package io.github.yolonas.train.data;

import java.io.Serial;

/**
 * A data set is not there, not as its layout asks, or not sound. The message names the folder or
 * file, what was expected and what was found.
 */
public final class DatasetException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** An error found by looking at a data set. */
  public DatasetException(String message) {
    super(message);
  }

  /** An error that another brought to light. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
