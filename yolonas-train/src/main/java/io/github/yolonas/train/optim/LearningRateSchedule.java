package io.github.yolonas.train.optim;

import java.util.List;

/**
 * How the learning rate falls. Pure functions: a factor of the initial rate, by how far training
 * is. {@link LearningRatePlan} says when which factor holds.
 */
public sealed interface LearningRateSchedule {

  /**
   * The factor after a batch.
   *
   * @param epoch from 0
   * @param batch of the epoch, from 0
   * @return usually from 0 to 1
   */
  double factor(int epoch, int batch, LearningRatePlan plan);

  /** Whether the factor changes with each batch, not only from epoch to epoch. */
  boolean changesWithinEpoch();

  /** Whether it begins only when the rise from batch to batch is over, and then has no cooldown. */
  default boolean followsWarmupBatches() {
    return false;
  }

  /**
   * Half a wave of the cosine. The original: {@code CosineLRScheduler}.
   *
   * @param finalRatio the factor at the end, from 0 to 1; the recipes have 0.1
   */
  record Cosine(double finalRatio) implements LearningRateSchedule {
    /** Checks the range. */
    public Cosine {
      if (!(finalRatio >= 0 && finalRatio <= 1)) {
        throw new IllegalArgumentException("finalRatio: expected 0 to 1, found " + finalRatio);
      }
    }

    @Override
    public double factor(int epoch, int batch, LearningRatePlan plan) {
      long step = Math.max(0, plan.scheduledBatches(epoch, batch) - plan.warmupBatches());
      long total = plan.scheduledBatches(plan.lastEpochs(), 0) - plan.warmupBatches();
      double wave = 0.5 * (1 + Math.cos(step / (total + 1.0) * Math.PI));
      return wave * (1 - finalRatio) + finalRatio;
    }

    @Override
    public boolean changesWithinEpoch() {
      return true;
    }

    @Override
    public boolean followsWarmupBatches() {
      return true;
    }
  }

  /**
   * A power of what is left. The original: {@code PolyLRScheduler}.
   *
   * @param power above 0; the original has 0.9
   */
  record Polynomial(double power) implements LearningRateSchedule {
    /** Checks the range. */
    public Polynomial {
      if (!(power > 0)) {
        throw new IllegalArgumentException("power: expected above 0, found " + power);
      }
    }

    @Override
    public double factor(int epoch, int batch, LearningRatePlan plan) {
      double done = plan.scheduledBatches(epoch, batch);
      return Math.pow(1 - done / plan.scheduledBatches(plan.lastEpochs(), 0), power);
    }

    @Override
    public boolean changesWithinEpoch() {
      return true;
    }
  }

  /**
   * Falls by the same factor after each of some epochs. The original: {@code StepLRScheduler}.
   *
   * @param epochs after which it falls, from 0
   * @param decay what is left each time, from 0 to 1
   */
  record Step(List<Integer> epochs, double decay) implements LearningRateSchedule {
    /** Checks the range. */
    public Step {
      epochs = List.copyOf(epochs);
      if (!(decay >= 0 && decay <= 1)) {
        throw new IllegalArgumentException("decay: expected 0 to 1, found " + decay);
      }
    }

    @Override
    public double factor(int epoch, int batch, LearningRatePlan plan) {
      return Math.pow(decay, (int) epochs.stream().filter(each -> each <= epoch).count());
    }

    @Override
    public boolean changesWithinEpoch() {
      return false;
    }
  }

  /** Stays as it is. */
  record Constant() implements LearningRateSchedule {
    @Override
    public double factor(int epoch, int batch, LearningRatePlan plan) {
      return 1;
    }

    @Override
    public boolean changesWithinEpoch() {
      return false;
    }
  }
}
