package io.github.yolonas.train.recipe;

import io.github.yolonas.train.trainer.BadLossPolicy;
import io.github.yolonas.train.trainer.OptimizerOptions;
import io.github.yolonas.train.trainer.TrainerOptions;
import io.github.yolonas.train.trainer.TrainerOptionsBuilder;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Reads how a phase learns. Every value is checked alone, so that all that are wrong are found. */
final class TrainingReader {
  static final Set<String> KEYS =
      Set.of(
          "epochs",
          "optimizer",
          "learningRate",
          "weightDecay",
          "momentum",
          "schedule",
          "warmupBatches",
          "warmupInitialRate",
          "accumulate",
          "clipNorm",
          "ema",
          "precision",
          "frozen",
          "epochsWithoutMosaic",
          "validateEvery",
          "patience",
          "averageBest",
          "saveEverySteps",
          "badLoss",
          "loss",
          "pictures",
          "threads");

  /** Number formats in which it may train. */
  private enum Precision {
    FP32,
    BF16
  }

  private final Settings settings;
  private final Problems problems;
  private final TrainerOptionsBuilder options = TrainerOptions.builder();

  TrainingReader(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  TrainerOptions read() {
    ScheduleReader schedules = new ScheduleReader(problems);
    option("epochs", YamlValues::integer, TrainerOptionsBuilder::epochs);
    options.optimizer(optimizer());
    option("schedule", n -> schedules.schedule("schedule.", n), TrainerOptionsBuilder::schedule);
    option("warmupBatches", YamlValues::integer, TrainerOptionsBuilder::warmupBatches);
    option("warmupInitialRate", YamlValues::number, TrainerOptionsBuilder::warmupInitialRate);
    option("accumulate", YamlValues::integer, TrainerOptionsBuilder::accumulate);
    option("clipNorm", YamlValues::number, TrainerOptionsBuilder::clipNorm);
    option("ema", n -> schedules.ema("ema.", n), TrainerOptionsBuilder::ema);
    option(
        "precision",
        n -> YamlValues.choice(n, Precision.class) == Precision.BF16,
        TrainerOptionsBuilder::bf16);
    option("frozen", n -> new LinkedHashSet<>(YamlValues.texts(n)), TrainerOptionsBuilder::frozen);
    option("epochsWithoutMosaic", YamlValues::integer, TrainerOptionsBuilder::epochsWithoutMosaic);
    option("validateEvery", YamlValues::integer, TrainerOptionsBuilder::validateEvery);
    option("patience", YamlValues::integer, TrainerOptionsBuilder::patience);
    option("averageBest", YamlValues::integer, TrainerOptionsBuilder::averageBest);
    option("saveEverySteps", YamlValues::integer, TrainerOptionsBuilder::saveEverySteps);
    option(
        "badLoss", n -> YamlValues.choice(n, BadLossPolicy.class), TrainerOptionsBuilder::badLoss);
    settings.child("loss").map(LossReader::read).ifPresent(options::loss);
    option("pictures", YamlValues::integer, TrainerOptionsBuilder::pictures);
    option("threads", YamlValues::integer, TrainerOptionsBuilder::threads);
    return options.build();
  }

  private <T> void option(
      String key, YamlValues.Reader<T> reader, BiConsumer<TrainerOptionsBuilder, T> set) {
    settings
        .read(
            key,
            AugmentationReader.each(
                reader,
                value -> {
                  TrainerOptionsBuilder alone = TrainerOptions.builder();
                  set.accept(alone, value);
                  alone.build();
                }))
        .ifPresent(value -> set.accept(options, value));
  }

  private OptimizerOptions optimizer() {
    OptimizerOptions standard = TrainerOptions.defaults().optimizer();
    return new OptimizerOptions(
        settings
            .read("optimizer", n -> YamlValues.choice(n, OptimizerOptions.Algorithm.class))
            .orElse(standard.algorithm()),
        number(
            "learningRate",
            standard.learningRate(),
            v -> new OptimizerOptions(standard.algorithm(), v, 0, 0)),
        number(
            "weightDecay",
            standard.weightDecay(),
            v -> new OptimizerOptions(standard.algorithm(), 1, v, 0)),
        number(
            "momentum",
            standard.momentum(),
            v -> new OptimizerOptions(standard.algorithm(), 1, 0, v)));
  }

  private double number(String key, double standard, Consumer<Double> check) {
    return settings.read(key, AugmentationReader.each(YamlValues::number, check)).orElse(standard);
  }
}
