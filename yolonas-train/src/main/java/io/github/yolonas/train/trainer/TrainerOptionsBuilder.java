package io.github.yolonas.train.trainer;

import io.github.yolonas.runtime.CoreBudget;
import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.optim.EmaDecay;
import io.github.yolonas.train.optim.LearningRateSchedule;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Collects {@link TrainerOptions}; not for use by several threads at once. */
public final class TrainerOptionsBuilder {
  private int epochs = 100;
  private OptimizerOptions optimizer = OptimizerOptions.adamW(5e-4);
  private LearningRateSchedule schedule = new LearningRateSchedule.Cosine(0.1);
  private int warmupBatches = 1000;
  private double warmupInitialRate = 1e-6;
  private int accumulate = 1;
  private OptionalDouble clipNorm = OptionalDouble.empty();
  private Optional<EmaDecay> ema = Optional.of(EmaDecay.defaults());
  private boolean bf16;
  private Set<String> frozen = Set.of();
  private int epochsWithoutMosaic;
  private int validateEvery = 1;
  private OptionalInt patience = OptionalInt.empty();
  private int averageBest;
  private int saveEverySteps;
  private BadLossPolicy badLoss = BadLossPolicy.STOP;
  private PPYoloELossOptions loss = PPYoloELossOptions.defaults();
  private int pictures = 9;
  private int threads = CoreBudget.cores();

  TrainerOptionsBuilder() {}

  /** How often the data set is gone through; default 100. */
  public TrainerOptionsBuilder epochs(int value) {
    epochs = value;
    return this;
  }

  /** Which optimizer, and how fast; default AdamW, 5e-4. */
  public TrainerOptionsBuilder optimizer(OptimizerOptions value) {
    optimizer = value;
    return this;
  }

  /** How the learning rate falls; default cosine to a tenth. */
  public TrainerOptionsBuilder schedule(LearningRateSchedule value) {
    schedule = value;
    return this;
  }

  /** Over how many batches the rate rises at first; default 1,000. */
  public TrainerOptionsBuilder warmupBatches(int value) {
    warmupBatches = value;
    return this;
  }

  /** From where it rises; default 1e-6. */
  public TrainerOptionsBuilder warmupInitialRate(double value) {
    warmupInitialRate = value;
    return this;
  }

  /** Batches whose gradients make one step; default 1. */
  public TrainerOptionsBuilder accumulate(int value) {
    accumulate = value;
    return this;
  }

  /** The longest gradient; default none. */
  public TrainerOptionsBuilder clipNorm(double value) {
    clipNorm = OptionalDouble.of(value);
    return this;
  }

  /** The average that is saved and validated; default that of the recipes; empty for none. */
  public TrainerOptionsBuilder ema(Optional<EmaDecay> value) {
    ema = value;
    return this;
  }

  /** Whether convolutions compute in bf16; default false. */
  public TrainerOptionsBuilder bf16(boolean value) {
    bf16 = value;
    return this;
  }

  /** Layers that do not learn; default none. */
  public TrainerOptionsBuilder frozen(Set<String> value) {
    frozen = value;
    return this;
  }

  /** The last epochs, which see whole images; default 0. */
  public TrainerOptionsBuilder epochsWithoutMosaic(int value) {
    epochsWithoutMosaic = value;
    return this;
  }

  /** After how many epochs it is validated; default 1. */
  public TrainerOptionsBuilder validateEvery(int value) {
    validateEvery = value;
    return this;
  }

  /** After how many validations without improvement it ends; default never. */
  public TrainerOptionsBuilder patience(int value) {
    patience = OptionalInt.of(value);
    return this;
  }

  /** How many of the best checkpoints are averaged in the end; default none. */
  public TrainerOptionsBuilder averageBest(int value) {
    averageBest = value;
    return this;
  }

  /** After how many batches the state is saved, besides each epoch; default never. */
  public TrainerOptionsBuilder saveEverySteps(int value) {
    saveEverySteps = value;
    return this;
  }

  /** What to do when a loss is not finite; default stop. */
  public TrainerOptionsBuilder badLoss(BadLossPolicy value) {
    badLoss = value;
    return this;
  }

  /** What is minimised; default as the original. */
  public TrainerOptionsBuilder loss(PPYoloELossOptions value) {
    loss = value;
    return this;
  }

  /** How many validation images are drawn after each validation; default 9. */
  public TrainerOptionsBuilder pictures(int value) {
    pictures = value;
    return this;
  }

  /** Threads of the processor that a batch is computed with; default all. */
  public TrainerOptionsBuilder threads(int value) {
    threads = value;
    return this;
  }

  /**
   * The options.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TrainerOptions build() {
    return new TrainerOptions(
        epochs,
        optimizer,
        schedule,
        warmupBatches,
        warmupInitialRate,
        accumulate,
        clipNorm,
        ema,
        bf16,
        frozen,
        epochsWithoutMosaic,
        validateEvery,
        patience,
        averageBest,
        saveEverySteps,
        badLoss,
        loss,
        pictures,
        threads);
  }
}
