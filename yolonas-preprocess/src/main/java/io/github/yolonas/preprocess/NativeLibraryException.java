package io.github.yolonas.preprocess;

import java.io.Serial;

/**
 * A native library cannot be loaded. The message says which, why, and which dependency to add; a
 * later call, with nothing changed, is told the same.
 */
public final class NativeLibraryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /**
   * Says what is missing.
   *
   * @param message the library, what was found, and what to do
   */
  public NativeLibraryException(String message) {
    super(message);
  }
}
