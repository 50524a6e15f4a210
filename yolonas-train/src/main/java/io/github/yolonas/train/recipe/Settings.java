package io.github.yolonas.train.recipe;

import java.util.List;
import java.util.Optional;

/**
 * What holds for a phase: what it says itself, and for the rest what stands above all phases.
 *
 * @param layers the phase's own keys first
 */
record Settings(List<YamlMap> layers) {

  <T> Optional<T> read(String key, YamlValues.Reader<T> reader) {
    return layer(key).flatMap(map -> map.read(key, reader));
  }

  Optional<YamlMap> child(String key) {
    return layer(key).flatMap(map -> map.child(key));
  }

  /** The map that decides about a key; null as its value counts, and means the default. */
  Optional<YamlMap> layer(String key) {
    return layers.stream().filter(map -> map.has(key)).findFirst();
  }

  /** Where problems of the whole are reported. */
  YamlMap own() {
    return layers.get(0);
  }
}
