package io.github.yolonas.train.optim;

import java.util.Objects;

/**
 * The learning rate of every batch of a training: first it rises, then it follows a schedule, at
 * last it may stay. Immutable, pure functions of epoch and batch. Made by {@link #builder}.
 *
 * <p>A schedule is looked at after a step, as in the original: its value for one batch holds for
 * the next. With accumulated batches it is looked at after the last batch of each accumulation.
 *
 * @param schedule how the rate falls
 * @param epochs how many there are
 * @param batchesPerEpoch how many each has
 * @param accumulate how many batches make a step; default 1
 * @param warmupBatches over how many the rate rises from batch to batch, within the first epoch at
 *     most; default 0
 * @param warmupEpochs during how many it rises from epoch to epoch; default 0
 * @param warmupInitialRate where it begins to rise, or NaN: with epochs {@code rate / (warmupEpochs
 *     + 1)}, with batches 0
 * @param cooldownEpochs at the end, with the rate as it is then; default 0
 */
public record LearningRatePlan(
    LearningRateSchedule schedule,
    int epochs,
    int batchesPerEpoch,
    int accumulate,
    int warmupBatches,
    int warmupEpochs,
    double warmupInitialRate,
    int cooldownEpochs) {

  /** Checks that the lengths fit each other. */
  public LearningRatePlan {
    Objects.requireNonNull(schedule, "schedule");
    require(epochs >= 1, "epochs", "1 or more", epochs);
    require(batchesPerEpoch >= 1, "batchesPerEpoch", "1 or more", batchesPerEpoch);
    require(accumulate >= 1, "accumulate", "1 or more", accumulate);
    require(warmupBatches >= 0, "warmupBatches", "0 or more", warmupBatches);
    require(warmupEpochs >= 0, "warmupEpochs", "0 or more", warmupEpochs);
    require(cooldownEpochs >= 0, "cooldownEpochs", "0 or more", cooldownEpochs);
    require(
        warmupEpochs + cooldownEpochs < epochs,
        "warmupEpochs + cooldownEpochs",
        "below the " + epochs + " epochs",
        warmupEpochs + cooldownEpochs);
    require(
        warmupBatches == 0 || warmupEpochs == 0,
        "warmupBatches",
        "0 beside warmupEpochs",
        warmupBatches);
  }

  private static void require(boolean fits, String name, String expected, int found) {
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %d".formatted(name, expected, found));
    }
  }

  /**
   * The rate in force while a batch is learned from.
   *
   * @param initialRate what the schedule's factors are of
   * @param epoch from 0
   * @param batch of the epoch, from 0
   */
  public double rate(double initialRate, int epoch, int batch) {
    long index = (long) epoch * batchesPerEpoch + batch;
    if (index < batchesThatRise()) {
      return risen(initialRate, index);
    }
    if (epoch < warmupEpochs) {
      double start =
          Double.isNaN(warmupInitialRate) ? initialRate / (warmupEpochs + 1) : warmupInitialRate;
      return start + epoch * (initialRate - start) / warmupEpochs;
    }
    return scheduled(initialRate, index);
  }

  /** Never more than the first epoch has. */
  private int batchesThatRise() {
    return Math.min(warmupBatches, batchesPerEpoch);
  }

  private double risen(double initialRate, long index) {
    double start = Double.isNaN(warmupInitialRate) ? 0 : warmupInitialRate;
    int steps = batchesThatRise() - 1;
    return steps == 0 ? start : start + index * (initialRate - start) / steps;
  }

  /** What the schedule said when it was last looked at; before that, what the rise ended with. */
  private double scheduled(double initialRate, long index) {
    long looked = Math.min(lastLook(index), lastBatch());
    if (looked < firstBatch()) {
      return warmupBatches > 0 ? risen(initialRate, batchesThatRise() - 1) : initialRate;
    }
    int epoch = (int) (looked / batchesPerEpoch);
    return initialRate * schedule.factor(epoch, (int) (looked % batchesPerEpoch), this);
  }

  /** After the last step before a batch, or the last epoch. */
  private long lastLook(long index) {
    int period = schedule.changesWithinEpoch() ? accumulate : batchesPerEpoch;
    return index / period * period - 1;
  }

  private long firstBatch() {
    return schedule.followsWarmupBatches() && warmupBatches > 0
        ? warmupBatches
        : (long) warmupEpochs * batchesPerEpoch;
  }

  /** Of a schedule by epochs, and after a rise by batches of one that waits for it, none. */
  private long lastBatch() {
    boolean coolsDown =
        schedule.changesWithinEpoch() && !(schedule.followsWarmupBatches() && warmupBatches > 0);
    return coolsDown ? (long) lastEpochs() * batchesPerEpoch - 1 : Long.MAX_VALUE;
  }

  /** The epoch at which cooling down begins. */
  int lastEpochs() {
    return epochs - cooldownEpochs;
  }

  /** How many batches lie between the end of the epochs that rise and a batch. */
  long scheduledBatches(int epoch, int batch) {
    return (long) batchesPerEpoch * (epoch - warmupEpochs) + batch;
  }

  /**
   * A plan of given length.
   *
   * @param batchesPerEpoch how many each epoch has
   */
  public static Builder builder(LearningRateSchedule schedule, int epochs, int batchesPerEpoch) {
    return new Builder(schedule, epochs, batchesPerEpoch);
  }

  /** Collects what is not as by default; not for use by several threads at once. */
  public static final class Builder {
    private final LearningRateSchedule schedule;
    private final int epochs;
    private final int batchesPerEpoch;
    private int accumulate = 1;
    private int warmupBatches;
    private int warmupEpochs;
    private double warmupInitialRate = Double.NaN;
    private int cooldownEpochs;

    private Builder(LearningRateSchedule schedule, int epochs, int batchesPerEpoch) {
      this.schedule = schedule;
      this.epochs = epochs;
      this.batchesPerEpoch = batchesPerEpoch;
    }

    /** How many batches make a step; default 1. */
    public Builder accumulate(int value) {
      accumulate = value;
      return this;
    }

    /** Over how many batches the rate rises; default 0. */
    public Builder warmupBatches(int value) {
      warmupBatches = value;
      return this;
    }

    /** During how many epochs the rate rises; default 0. */
    public Builder warmupEpochs(int value) {
      warmupEpochs = value;
      return this;
    }

    /** Where the rate begins to rise. */
    public Builder warmupInitialRate(double value) {
      warmupInitialRate = value;
      return this;
    }

    /** How many epochs at the end keep the rate; default 0. */
    public Builder cooldownEpochs(int value) {
      cooldownEpochs = value;
      return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalArgumentException if the lengths do not fit each other
     */
    public LearningRatePlan build() {
      return new LearningRatePlan(
          schedule,
          epochs,
          batchesPerEpoch,
          accumulate,
          warmupBatches,
          warmupEpochs,
          warmupInitialRate,
          cooldownEpochs);
    }
  }
}
