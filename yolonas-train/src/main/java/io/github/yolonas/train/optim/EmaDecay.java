package io.github.yolonas.train.optim;

/** How much of the old average a step keeps. Immutable. The original: {@code IDecayFunction}. */
public sealed interface EmaDecay {

  /**
   * The share that is kept.
   *
   * @param step which one it is, from 1
   * @param totalSteps how many there will be
   * @return from 0 to 1
   */
  double at(long step, long totalSteps);

  /** The recipes': grows from 2/11 to 0.9997. */
  static EmaDecay defaults() {
    return new Threshold(0.9997);
  }

  /**
   * Always the same.
   *
   * @param decay from 0 to 1
   */
  record Constant(double decay) implements EmaDecay {
    /** Checks the range. */
    public Constant {
      requireShare(decay);
    }

    @Override
    public double at(long step, long totalSteps) {
      return decay;
    }
  }

  /**
   * {@code min(decay, (1 + step) / (10 + step))}: lets go of the untrained beginning.
   *
   * @param decay from 0 to 1
   */
  record Threshold(double decay) implements EmaDecay {
    /** Checks the range. */
    public Threshold {
      requireShare(decay);
    }

    @Override
    public double at(long step, long totalSteps) {
      return Math.min(decay, (1.0 + step) / (10.0 + step));
    }
  }

  /**
   * {@code decay · (1 - exp(-beta · step / totalSteps))}.
   *
   * @param decay from 0 to 1
   * @param beta how fast it grows, above 0
   */
  record Exponential(double decay, double beta) implements EmaDecay {
    /** Checks the ranges. */
    public Exponential {
      requireShare(decay);
      if (!(beta > 0)) {
        throw new IllegalArgumentException("beta: expected above 0, found " + beta);
      }
    }

    @Override
    public double at(long step, long totalSteps) {
      return decay * (1 - Math.exp(-beta * step / totalSteps));
    }
  }

  private static void requireShare(double decay) {
    if (!(decay >= 0 && decay <= 1)) {
      throw new IllegalArgumentException("decay: expected 0 to 1, found " + decay);
    }
  }
}
