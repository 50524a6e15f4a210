package io.github.yolonas.onnx;

/** A graph could not be written. The message says what was expected and what was found. */
public final class OnnxExportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OnnxExportException(String message) {
    super(message);
  }

  OnnxExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
