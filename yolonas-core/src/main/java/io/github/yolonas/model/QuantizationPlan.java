package io.github.yolonas.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which leaves compute in 8-bit integers, and on what scales. The weights' own scales are not part
 * of it: they follow from the weights. Immutable.
 *
 * @param leaves by name; a leaf that is not there stays in floating point
 */
public record QuantizationPlan(Map<String, Scales> leaves) {

  /**
   * Of one leaf.
   *
   * @param input of the feature map that it reads; used where that comes in floating point
   * @param output of the feature map that it makes
   */
  public record Scales(QuantizationParameters input, QuantizationParameters output) {}

  /** Copies the map, keeping its order. */
  public QuantizationPlan {
    leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
  }

  /** The same for those leaves only whose name is {@code wanted}. */
  public QuantizationPlan only(Predicate<String> wanted) {
    Map<String, Scales> kept = new LinkedHashMap<>(leaves);
    kept.keySet().removeIf(wanted.negate());
    return new QuantizationPlan(kept);
  }
}
