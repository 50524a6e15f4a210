package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.PPYoloELossOptions;
import io.github.yolonas.train.optim.EmaDecay;
import io.github.yolonas.train.optim.LearningRatePlan;
import io.github.yolonas.train.optim.LearningRateSchedule;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a network is trained. Immutable; made by {@link #builder}. The defaults are those of the
 * original's recipe for COCO, but for the number of epochs.
 *
 * @param epochs how often the data set is gone through; default 100
 * @param optimizer default AdamW, 5e-4
 * @param schedule how the learning rate falls; default cosine to a tenth
 * @param warmupBatches over how many batches it rises at first, within the first epoch at most;
 *     default 1,000
 * @param warmupInitialRate from where; default 1e-6
 * @param accumulate batches whose gradients make one step; default 1
 * @param clipNorm the longest gradient; default none
 * @param ema the average of parameters that is saved and validated; default {@link
 *     EmaDecay#defaults}; empty for none
 * @param bf16 whether convolutions compute in bf16; default false
 * @param frozen layers that do not learn; see {@code TrainableNetwork.freeze}; default none
 * @param epochsWithoutMosaic the last epochs, which see whole images; default 0
 * @param validateEvery after how many epochs the network is validated; the last always; default 1
 * @param patience after how many validations without improvement it ends; default never
 * @param averageBest how many of the best checkpoints are averaged in the end; default 0, none
 * @param saveEverySteps after how many batches the state is saved, besides each epoch; default 0,
 *     never
 * @param badLoss what to do when a loss is not finite; default stop
 * @param loss what is minimised; default as the original
 * @param pictures how many validation images are drawn after each validation; default 9
 * @param threads of the processor that a batch is computed with; default all. Another number gives
 *     other roundings.
 */
public record TrainerOptions(
    int epochs,
    OptimizerOptions optimizer,
    LearningRateSchedule schedule,
    int warmupBatches,
    double warmupInitialRate,
    int accumulate,
    OptionalDouble clipNorm,
    Optional<EmaDecay> ema,
    boolean bf16,
    Set<String> frozen,
    int epochsWithoutMosaic,
    int validateEvery,
    OptionalInt patience,
    int averageBest,
    int saveEverySteps,
    BadLossPolicy badLoss,
    PPYoloELossOptions loss,
    int pictures,
    int threads) {

  /** Checks the ranges. */
  public TrainerOptions {
    atLeast("epochs", 1, epochs);
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(schedule, "schedule");
    atLeast("warmupBatches", 0, warmupBatches);
    if (!(warmupInitialRate >= 0 && Double.isFinite(warmupInitialRate))) {
      throw new IllegalArgumentException(
          "warmupInitialRate: expected 0 or more, found " + warmupInitialRate);
    }
    atLeast("accumulate", 1, accumulate);
    clipNorm.ifPresent(
        norm -> {
          if (!(norm > 0)) {
            throw new IllegalArgumentException("clipNorm: expected above 0, found " + norm);
          }
        });
    Objects.requireNonNull(ema, "ema");
    frozen = Set.copyOf(frozen);
    atLeast("epochsWithoutMosaic", 0, epochsWithoutMosaic);
    atLeast("validateEvery", 1, validateEvery);
    patience.ifPresent(value -> atLeast("patience", 1, value));
    atLeast("averageBest", 0, averageBest);
    atLeast("saveEverySteps", 0, saveEverySteps);
    Objects.requireNonNull(badLoss, "badLoss");
    Objects.requireNonNull(loss, "loss");
    atLeast("pictures", 0, pictures);
    atLeast("threads", 1, threads);
  }

  private static void atLeast(String name, int least, int found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "%s: expected %d or more, found %d".formatted(name, least, found));
    }
  }

  /** Everything by default. */
  public static TrainerOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static TrainerOptionsBuilder builder() {
    return new TrainerOptionsBuilder();
  }

  LearningRatePlan plan(int batchesPerEpoch) {
    return LearningRatePlan.builder(schedule, epochs, batchesPerEpoch)
        .accumulate(accumulate)
        .warmupBatches(Math.min(warmupBatches, batchesPerEpoch))
        .warmupInitialRate(warmupInitialRate)
        .build();
  }

  boolean hasMosaic(int epoch) {
    return epoch < epochs - epochsWithoutMosaic;
  }

  boolean validates(int epoch) {
    return epoch + 1 == epochs || (epoch + 1) % validateEvery == 0;
  }
}
