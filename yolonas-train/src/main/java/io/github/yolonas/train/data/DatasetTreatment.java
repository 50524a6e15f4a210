package io.github.yolonas.train.data;

import java.util.List;

/**
 * What became of data sets that were examined. Immutable.
 *
 * @param report what was found, before any repair
 * @param datasets in the order given: the same ones, or, where something was repaired, views
 * @param actions what a repair did, one line for each image it touched
 */
public record DatasetTreatment(
    DatasetReport report, List<NamedDataset> datasets, List<String> actions) {
  /** Copies the lists. */
  public DatasetTreatment {
    datasets = List.copyOf(datasets);
    actions = List.copyOf(actions);
  }
}
