package io.github.yolonas.video;

import java.io.Serial;

/**
 * A video could not be written. The message names the file and the reason; no part of it is left.
 */
public final class VideoWriteException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  VideoWriteException(String message) {
    super(message);
  }

  VideoWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
