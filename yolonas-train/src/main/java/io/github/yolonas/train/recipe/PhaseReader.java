package io.github.yolonas.train.recipe;

import io.github.yolonas.train.recipe.DatasetReference.Stored;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads phases.
 *
 * @param base what paths are relative to
 */
record PhaseReader(Path base, Problems problems) {
  private static final DatasetReference NOTHING = DatasetReference.at(Path.of(""));

  /** Keys that may stand in a phase, and above all phases. */
  static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(List.of("data", "distillation"));
    keys.addAll(LoadingReader.KEYS);
    keys.addAll(TrainingReader.KEYS);
    return keys;
  }

  Phase read(String standardName, Settings settings) {
    String name =
        settings
            .own()
            .read(
                "name",
                node -> {
                  String text = YamlValues.text(node);
                  if (text.isBlank()) {
                    throw YamlValues.unexpected("a name", node);
                  }
                  return text;
                })
            .orElse(standardName);
    return new Phase(
        name,
        data(settings),
        new LoadingReader(settings, problems).read(),
        new TrainingReader(settings, problems).read(),
        settings.child("distillation").flatMap(this::distillation));
  }

  private PhaseData data(Settings settings) {
    if (settings.layer("data").isEmpty()) {
      settings.own().require("data", "a map with train and, if there is one, validation");
    }
    Optional<YamlMap> map = settings.child("data");
    if (map.isEmpty()) {
      return new PhaseData(NOTHING, Optional.empty());
    }
    YamlMap data = map.get();
    data.requireKnown(Set.of("train", "validation", "classNames"));
    data.require("train", "a data set's path, or {synthetic: {count: …, seed: …}}");
    List<String> classNames = data.read("classNames", YamlValues::texts).orElse(List.of());
    return new PhaseData(
        data.read("train", node -> dataset("data.train.", node, classNames)).orElse(NOTHING),
        data.read("validation", node -> dataset("data.validation.", node, classNames)));
  }

  private DatasetReference dataset(String path, Node node, List<String> classNames) {
    if (!(node instanceof MappingNode)) {
      return new Stored(YamlValues.path(node, base), classNames);
    }
    YamlMap map = YamlMap.of(path, node, problems);
    map.requireKnown(Set.of("synthetic"));
    map.require("synthetic", "{count: …, seed: …}");
    return map.child("synthetic")
        .flatMap(made -> new SyntheticReader(made).read(classNames))
        .orElse(NOTHING);
  }

  private Optional<Distillation> distillation(YamlMap map) {
    map.requireKnown(Set.of("teacher", "weights"));
    map.require("teacher", "a checkpoint's path");
    map.require("weights", "the weight of each loss by its name");
    Optional<Path> teacher = map.read("teacher", node -> YamlValues.path(node, base));
    Optional<YamlMap> weights = map.child("weights");
    if (teacher.isEmpty() || weights.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Distillation(teacher.get(), YamlValues.numbers(weights.get())));
    } catch (IllegalArgumentException e) {
      weights.get().report(e);
      return Optional.empty();
    }
  }
}
