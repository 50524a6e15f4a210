package io.github.yolonas.train.recipe;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.loader.BadImagePolicy;
import io.github.yolonas.train.loader.DataLoaderOptions;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads how a phase's batches are made. */
final class LoadingReader {
  static final Set<String> KEYS =
      Set.of(
          "inputSize",
          "batchSize",
          "dropLast",
          "workers",
          "prefetch",
          "cacheBytes",
          "badImages",
          "minBoxSide",
          "augmentation",
          "seed");
  private static final InputSize STANDARD = new InputSize(640, 640);

  private final Settings settings;
  private final Problems problems;
  private final InputSize size;
  private final DataLoaderOptions.Builder options;

  LoadingReader(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
    size = settings.read("inputSize", YamlValues::inputSize).orElse(STANDARD);
    options = DataLoaderOptions.builder(size).shuffle(true).dropLast(true);
  }

  DataLoaderOptions read() {
    option("batchSize", YamlValues::integer, DataLoaderOptions.Builder::batchSize);
    option("dropLast", YamlValues::flag, DataLoaderOptions.Builder::dropLast);
    option("workers", YamlValues::integer, DataLoaderOptions.Builder::workers);
    option("prefetch", YamlValues::integer, DataLoaderOptions.Builder::prefetch);
    option("cacheBytes", YamlValues::wide, DataLoaderOptions.Builder::cacheBytes);
    option(
        "badImages",
        n -> YamlValues.choice(n, BadImagePolicy.class),
        DataLoaderOptions.Builder::badImages);
    option("minBoxSide", YamlValues::number, DataLoaderOptions.Builder::minBoxSide);
    option("seed", YamlValues::wide, DataLoaderOptions.Builder::seed);
    AugmentationReader augmentations = new AugmentationReader(size, problems);
    options.augmentation(
        settings
            .read("augmentation", n -> augmentations.read("augmentation.", n))
            .orElseGet(() -> AugmentationPipeline.training(size)));
    try {
      return options.build();
    } catch (IllegalArgumentException e) { // what is right alone may be wrong together
      settings.own().report(e);
      return DataLoaderOptions.builder(size).build();
    }
  }

  /** Checked at the least size, so that only the value itself can be wrong. */
  private <T> void option(
      String key, YamlValues.Reader<T> reader, BiConsumer<DataLoaderOptions.Builder, T> set) {
    InputSize least = new InputSize(InputSize.MULTIPLE, InputSize.MULTIPLE);
    settings
        .read(
            key,
            AugmentationReader.each(
                reader,
                value -> {
                  DataLoaderOptions.Builder alone = DataLoaderOptions.builder(least);
                  set.accept(alone, value);
                  alone.build();
                }))
        .ifPresent(value -> set.accept(options, value));
  }
}
