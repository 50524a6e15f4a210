package io.github.yolonas.bench;

/**
 * A runtime with the network loaded and the input at hand, ready to run pass after pass. Where not
 * said otherwise, for one thread at a time.
 */
interface Contender extends AutoCloseable {

  /** What it is called. */
  String name();

  /** What it computes in. */
  String precision();

  /** Whose code runs. */
  String version();

  /** One pass: the input is handed over, the outputs are read. */
  Outputs run() throws Exception;

  @Override
  void close();
}
