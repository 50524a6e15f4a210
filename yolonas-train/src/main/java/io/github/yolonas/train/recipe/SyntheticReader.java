package io.github.yolonas.train.recipe;

import io.github.yolonas.train.recipe.DatasetReference.Synthetic;
import io.github.yolonas.train.synthetic.SyntheticOptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads which images are to be made.
 *
 * @param map the keys, whose names {@link SyntheticOptions} has too
 */
record SyntheticReader(YamlMap map) {
  private static final Set<String> KEYS =
      Set.of(
          "count",
          "seed",
          "width",
          "height",
          "objects",
          "smallestObject",
          "largestObject",
          "maxHidden",
          "degradedShare");

  /** Empty if something is wrong, which is reported. */
  Optional<DatasetReference> read(List<String> classNames) {
    map.requireKnown(KEYS);
    map.require("count", "how many images to make");
    SyntheticOptions.Builder options = SyntheticOptions.builder();
    set("count", YamlValues::integer, options, SyntheticOptions.Builder::size);
    set("seed", YamlValues::wide, options, SyntheticOptions.Builder::seed);
    set("width", YamlValues::integers, options, SyntheticOptions.Builder::width);
    set("height", YamlValues::integers, options, SyntheticOptions.Builder::height);
    set("objects", YamlValues::integers, options, SyntheticOptions.Builder::objects);
    set("maxHidden", YamlValues::number, options, SyntheticOptions.Builder::maxHidden);
    set("degradedShare", YamlValues::number, options, SyntheticOptions.Builder::degradedShare);
    map.read("smallestObject", YamlValues::number).ifPresent(options::smallestObject);
    map.read("largestObject", YamlValues::number).ifPresent(options::largestObject);
    if (!classNames.isEmpty()) {
      options.classNames(classNames);
    }
    try {
      return Optional.of(new Synthetic(options.build()));
    } catch (IllegalArgumentException e) {
      map.report(e);
      return Optional.empty();
    }
  }

  /** Checks a value alone first, so that a problem stands where the value does. */
  private <T> void set(
      String key,
      YamlValues.Reader<T> reader,
      SyntheticOptions.Builder options,
      BiConsumer<SyntheticOptions.Builder, T> setter) {
    YamlValues.Reader<T> checked =
        AugmentationReader.each(
            reader,
            value -> {
              SyntheticOptions.Builder alone = SyntheticOptions.builder();
              setter.accept(alone, value);
              alone.build();
            });
    map.read(key, checked).ifPresent(value -> setter.accept(options, value));
  }
}
