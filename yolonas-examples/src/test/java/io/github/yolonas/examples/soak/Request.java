package io.github.yolonas.examples.soak;

/** Something that a client asks for, and the check of what it gets. */
@FunctionalInterface
interface Request {
  /**
   * Sends it once.
   *
   * @throws AssertionError if the answer, or the error, is not the expected one
   */
  void send(Serving serving) throws Exception;
}
