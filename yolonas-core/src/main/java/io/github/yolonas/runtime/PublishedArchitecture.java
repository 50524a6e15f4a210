package io.github.yolonas.runtime;

import io.github.yolonas.Variant;
import io.github.yolonas.model.Architecture;

/** What users call by a letter, as the network that it is. */
public final class PublishedArchitecture {
  private PublishedArchitecture() {}

  /** A published network, but for the number of its classes. */
  public static Architecture of(Variant variant, int numClasses) {
    return switch (variant) {
      case S -> Architecture.s(numClasses);
      case M -> Architecture.m(numClasses);
      case L -> Architecture.l(numClasses);
    };
  }
}
