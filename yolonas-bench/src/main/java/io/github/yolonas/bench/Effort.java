package io.github.yolonas.bench;

/**
 * How long to measure.
 *
 * @param comparison how the contenders take turns
 * @param runs of everything else
 * @param matrixSize of the product that shows what the machine gives at best
 */
record Effort(Comparison comparison, int runs, int matrixSize) {

  /** For numbers that are to be published. */
  static Effort thorough() {
    return new Effort(new Comparison(5, 25, 50), 15, 2048);
  }

  /** To see that everything works; its numbers say nothing. */
  static Effort quick() {
    return new Effort(new Comparison(1, 3, 0), 2, 128);
  }
}
