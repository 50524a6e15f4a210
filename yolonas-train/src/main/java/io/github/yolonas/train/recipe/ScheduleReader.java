package io.github.yolonas.train.recipe;

import io.github.yolonas.train.optim.EmaDecay;
import io.github.yolonas.train.optim.LearningRateSchedule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads how the learning rate falls and how parameters are averaged: each by a name, or a name with
 * its numbers.
 */
record ScheduleReader(Problems problems) {
  private static final double FINAL_RATIO = 0.1;
  private static final double POWER = 0.9;
  private static final double BETA = 15;
  private static final double DECAY = 0.9997;

  /** {@code cosine}, {@code constant}, {@code {cosine: 0.01}}, {@code {step: {…}}} … */
  LearningRateSchedule schedule(String path, Node node) {
    if (node instanceof ScalarNode) {
      return switch (YamlValues.text(node)) {
        case "cosine" -> new LearningRateSchedule.Cosine(FINAL_RATIO);
        case "polynomial" -> new LearningRateSchedule.Polynomial(POWER);
        case "constant" -> new LearningRateSchedule.Constant();
        default ->
            throw YamlValues.unexpected(
                "cosine, polynomial, constant, or a map with cosine, polynomial or step", node);
      };
    }
    YamlMap map = oneOf(path, node, Set.of("cosine", "polynomial", "step"));
    Optional<LearningRateSchedule> schedule =
        map.read("cosine", n -> new LearningRateSchedule.Cosine(YamlValues.number(n)));
    return schedule
        .or(
            () ->
                map.read(
                    "polynomial", n -> new LearningRateSchedule.Polynomial(YamlValues.number(n))))
        .or(() -> map.child("step").map(ScheduleReader::step))
        .orElseGet(LearningRateSchedule.Constant::new);
  }

  private static LearningRateSchedule step(YamlMap map) {
    map.requireKnown(Set.of("epochs", "decay"));
    map.require("epochs", "the epochs after which it falls");
    List<Integer> epochs =
        map.read("epochs", n -> YamlValues.list(n, YamlValues::integer)).orElse(List.of());
    double decay =
        map.read(
                "decay",
                AugmentationReader.each(
                    YamlValues::number, v -> new LearningRateSchedule.Step(List.of(), v)))
            .orElse(FINAL_RATIO);
    return new LearningRateSchedule.Step(epochs, decay);
  }

  /** {@code 0.9997}, {@code {constant: 0.99}}, {@code {exponential: {…}}} …, or nothing. */
  Optional<EmaDecay> ema(String path, Node node) {
    if (node instanceof ScalarNode) {
      String text = YamlValues.text(node);
      return text.equals("none") || text.equals("false")
          ? Optional.empty()
          : Optional.of(new EmaDecay.Threshold(YamlValues.number(node)));
    }
    YamlMap map = oneOf(path, node, Set.of("constant", "threshold", "exponential"));
    Optional<EmaDecay> decay =
        map.read("constant", n -> new EmaDecay.Constant(YamlValues.number(n)));
    return decay
        .or(() -> map.read("threshold", n -> new EmaDecay.Threshold(YamlValues.number(n))))
        .or(() -> map.child("exponential").map(ScheduleReader::exponential));
  }

  private static EmaDecay exponential(YamlMap map) {
    map.requireKnown(Set.of("decay", "beta"));
    return new EmaDecay.Exponential(
        map.read(
                "decay",
                AugmentationReader.each(YamlValues::number, v -> new EmaDecay.Exponential(v, 1)))
            .orElse(DECAY),
        map.read(
                "beta",
                AugmentationReader.each(YamlValues::number, v -> new EmaDecay.Exponential(1, v)))
            .orElse(BETA));
  }

  private YamlMap oneOf(String path, Node node, Set<String> known) {
    YamlMap map = YamlMap.of(path, node, problems);
    map.requireKnown(known);
    if (map.keys().size() > 1) {
      problems.add(node, path.replaceAll("\\.$", "") + ": expected one key, found " + map.keys());
    }
    return map;
  }
}
