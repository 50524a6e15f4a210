package io.github.yolonas.train.recipe;

import io.github.yolonas.train.data.Dataset;

/** Opens the data sets that a recipe names. */
@FunctionalInterface
public interface DatasetSource {

  /**
   * Opens a data set. Called once for each reference, before anything is trained.
   *
   * @return safe to read from several threads
   * @throws RuntimeException if that is impossible; the message names the file and says why, and
   *     becomes one of the recipe's problems
   */
  Dataset open(DatasetReference reference);
}
