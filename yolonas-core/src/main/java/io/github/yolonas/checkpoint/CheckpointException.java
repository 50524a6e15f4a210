package io.github.yolonas.checkpoint;

/**
 * A checkpoint file is missing, damaged, of another kind, or holds something else than asked for.
 * The message names the file, the place in it, what was expected and what was found.
 */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_QUOTE = 120;

  /**
   * An exception with its message.
   *
   * @param message names the file, the place, what was expected and what was found
   */
  public CheckpointException(String message) {
    super(message);
  }

  /**
   * An exception with what caused it.
   *
   * @param message names the file, the place, what was expected and what was found
   * @param cause what went wrong underneath
   */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }

  static CheckpointException expected(String file, String place, String expected, String found) {
    return new CheckpointException(
        "%s: %s: expected %s, found %s".formatted(file, quote(place), expected, found));
  }

  /** Text from a file, made fit for a message: of bounded length, without control characters. */
  static String quote(String text) {
    String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return cut.replaceAll("\\p{Cc}", "?");
  }
}
