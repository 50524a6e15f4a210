package io.github.yolonas.train.log;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A log cannot be written, or is none of this library's. The message names the file. */
public final class TrainingLogException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TrainingLogException(String message) {
    super(message);
  }

  private TrainingLogException(String message, Throwable cause) {
    super(message, cause);
  }

  static TrainingLogException unwritable(Path file, IOException cause) {
    return new TrainingLogException(file + ": cannot be written: " + cause, cause);
  }
}
