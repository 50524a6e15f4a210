package io.github.yolonas.train.recipe;

import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.trainer.TrainerOptions;
import java.util.Objects;
import java.util.Optional;

/**
 * A part of a training with settings of its own. Immutable.
 *
 * @param name what reports and its folder are called
 * @param data what it learns from
 * @param loading how batches are made: size, augmentation, seed, order
 * @param training how it learns
 * @param distillation a teacher, if there is one
 */
public record Phase(
    String name,
    PhaseData data,
    DataLoaderOptions loading,
    TrainerOptions training,
    Optional<Distillation> distillation) {
  /** Checks that there is a name. */
  public Phase {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a name, found '" + name + "'");
    }
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(loading, "loading");
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(distillation, "distillation");
  }

  /** A phase without a teacher that trains as by default. */
  public static Phase of(String name, PhaseData data, DataLoaderOptions loading) {
    return new Phase(name, data, loading, TrainerOptions.defaults(), Optional.empty());
  }

  /** The same with other options of training. */
  public Phase withTraining(TrainerOptions value) {
    return new Phase(name, data, loading, value, distillation);
  }

  /** The same with a teacher. */
  public Phase withDistillation(Distillation value) {
    return new Phase(name, data, loading, training, Optional.of(value));
  }
}
