package io.github.yolonas.train.trainer;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A training cannot begin or go on; the message says at which step and why. */
public final class TrainingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TrainingException(String message) {
    this(message, null);
  }

  TrainingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
