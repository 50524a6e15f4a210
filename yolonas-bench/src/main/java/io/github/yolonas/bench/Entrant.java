package io.github.yolonas.bench;

/**
 * Who wants to take part; named even where it then cannot.
 *
 * @param name of the runtime
 * @param precision what it will compute in
 * @param opening makes the contender
 */
record Entrant(String name, String precision, Opening opening) {

  /** Loads the network; whatever goes wrong is the reason why the entrant does not take part. */
  interface Opening {
    Contender open() throws Exception;
  }
}
