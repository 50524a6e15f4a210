package io.github.yolonas.train.network;

import java.util.Collection;

/** What a tensor is, told by its name in a checkpoint. */
public final class ParameterNames {
  private ParameterNames() {}

  static boolean isCounter(String name) {
    return name.endsWith(".num_batches_tracked");
  }

  /** Whether it is learned, not a buffer that a batch norm keeps. */
  public static boolean isParameter(String name) {
    return !isCounter(name) && !name.endsWith(".running_mean") && !name.endsWith(".running_var");
  }

  /** Whether it is a bias or belongs to a batch norm: what the recipes spare from weight decay. */
  public static boolean isBiasOrNorm(String name) {
    return name.endsWith(".bias") || name.endsWith("bn.weight");
  }

  /**
   * Whether it is a placeholder for the fused form of a block: every un-fused checkpoint has such
   * tensors, of random values, which nothing reads and no gradient reaches.
   */
  public static boolean isPlaceholder(String name) {
    return name.contains(".rbr_reparam.");
  }

  /** Whether one of the prefixes is the name or leads to it. */
  static boolean isBelow(String name, Collection<String> prefixes) {
    return prefixes.stream()
        .anyMatch(prefix -> name.equals(prefix) || name.startsWith(prefix + "."));
  }
}
