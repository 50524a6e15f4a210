package io.github.yolonas.model;

/** The weights do not fit the network; the message names key, expectation and finding. */
public final class WeightsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names key, expectation and finding. */
  public WeightsException(String message) {
    super(message);
  }
}
