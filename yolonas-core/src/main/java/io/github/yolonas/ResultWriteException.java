package io.github.yolonas;

import java.io.Serial;

/** A result could not be written to a file. The message names the file and the reason. */
public final class ResultWriteException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * An error found before anything was written.
   *
   * @param message the file, what was expected, what was found
   */
  public ResultWriteException(String message) {
    super(message);
  }

  /**
   * An error of the file system or an encoder.
   *
   * @param message the file and the reason
   * @param cause the error itself
   */
  public ResultWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
