package io.github.yolonas;

/**
 * The native library refused or failed an operation: out of memory, a device that went away, an
 * input it cannot take; or a TorchScript gave something else than boxes and scores. The message is
 * the first line of LibTorch's own; the cause holds the rest.
 */
public final class InferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error that this library found by itself. */
  public InferenceException(String message) {
    super(message);
  }

  /** An error with its message and origin. */
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
