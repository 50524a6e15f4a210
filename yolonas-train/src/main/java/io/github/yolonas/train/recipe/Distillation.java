package io.github.yolonas.train.recipe;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A teacher, and how much each of its lessons counts. Immutable.
 *
 * @param teacher a checkpoint
 * @param weights of its losses by their names, each 0 or more; which names there are is up to the
 *     {@link TeacherSource}
 */
public record Distillation(Path teacher, Map<String, Double> weights) {
  /** Checks the weights. */
  public Distillation {
    Objects.requireNonNull(teacher, "teacher");
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    weights.forEach(
        (name, weight) -> {
          if (!(weight >= 0 && Double.isFinite(weight))) {
            throw new IllegalArgumentException(
                "%s: expected a finite number from 0, found %s".formatted(name, weight));
          }
        });
  }
}
