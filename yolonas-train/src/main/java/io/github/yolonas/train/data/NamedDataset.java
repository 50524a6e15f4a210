package io.github.yolonas.train.data;

import java.util.Objects;

/**
 * A data set and what reports call it.
 *
 * @param name such as {@code train}
 * @param dataset its images
 */
public record NamedDataset(String name, Dataset dataset) {
  /** Checks that both are there. */
  public NamedDataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(dataset, "dataset");
  }
}
