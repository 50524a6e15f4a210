package io.github.yolonas.format;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A file is not what its format says. The message names the file, where known the line and the
 * field, what was expected and what was found.
 */
public final class FormatException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  FormatException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
