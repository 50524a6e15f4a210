package io.github.yolonas.train.recipe;

import io.github.yolonas.train.data.Dataset;
import io.github.yolonas.train.data.DetectionDatasets;
import io.github.yolonas.train.synthetic.SyntheticDataset;

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

  /**
   * Files of every layout that {@link DetectionDatasets} knows, and images as {@link
   * SyntheticDataset} makes them.
   */
  static DatasetSource standard() {
    return reference -> {
      if (reference instanceof DatasetReference.Stored stored) {
        return DetectionDatasets.open(stored.path(), stored.classNames());
      }
      return new SyntheticDataset(((DatasetReference.Synthetic) reference).options());
    };
  }
}
