package io.github.yolonas.train.recipe;

import java.util.Objects;
import java.util.Optional;

/**
 * What a phase learns from. Immutable.
 *
 * @param train the images with which it learns
 * @param validation others with the same classes, to validate with
 */
public record PhaseData(DatasetReference train, Optional<DatasetReference> validation) {
  /** Checks that there is something. */
  public PhaseData {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(validation, "validation");
  }

  /** With images to validate with. */
  public static PhaseData of(DatasetReference train, DatasetReference validation) {
    return new PhaseData(train, Optional.of(validation));
  }
}
