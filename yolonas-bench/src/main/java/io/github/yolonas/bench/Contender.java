package io.github.yolonas.bench;

/** A runtime with the network loaded and the input at hand, ready to run pass after pass. */
interface Contender extends AutoCloseable {

  /** What it is called. */
  String name();

  /** What it computes in. */
  String precision();

  /** Whose code runs. */
  String version();

  /** Whether several threads may run passes at once. */
  default boolean isThreadSafe() {
    return false;
  }

  /** One pass: the input is handed over, the outputs are read. */
  Outputs run() throws Exception;

  @Override
  void close();
}
