package io.github.yolonas.train.network;

import io.github.yolonas.Variant;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.runtime.PublishedArchitecture;
import java.util.Objects;

/**
 * Which network to begin with, where there is no checkpoint to go on from. Immutable.
 *
 * @param variant the published network
 * @param width factor of its channels, above 0 to 4, each rounded to a multiple of 8; 1 as
 *     published
 * @param depth factor of its bottlenecks, above 0 to 4, at least one a layer; 1 as published
 * @param numClasses how many classes it learns, 1 or more
 */
public record NetworkSpec(Variant variant, double width, double depth, int numClasses) {
  private static final double MOST = 4;

  /** Checks the ranges. */
  public NetworkSpec {
    Objects.requireNonNull(variant, "variant");
    requireFactor("width", width);
    requireFactor("depth", depth);
    if (numClasses < 1) {
      throw new IllegalArgumentException("numClasses: expected 1 or more, found " + numClasses);
    }
  }

  private static void requireFactor(String name, double value) {
    if (!(value > 0 && value <= MOST)) {
      throw new IllegalArgumentException(
          "%s: expected above 0 to %s, found %s".formatted(name, MOST, value));
    }
  }

  /** A network as published. */
  public static NetworkSpec of(Variant variant, int numClasses) {
    return new NetworkSpec(variant, 1, 1, numClasses);
  }

  Architecture architecture() {
    return PublishedArchitecture.of(variant, numClasses).scaled(width, depth);
  }
}
