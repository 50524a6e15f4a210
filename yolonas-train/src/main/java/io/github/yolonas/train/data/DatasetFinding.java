package io.github.yolonas.train.data;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something found in a data set. Immutable.
 *
 * @param kind what it is; says how much it matters and what a repair does
 * @param dataset name of the data set
 * @param index of the image; empty if it concerns the data set as a whole
 * @param image name of the image; empty if it concerns the data set as a whole
 * @param message what was found
 */
public record DatasetFinding(
    FindingKind kind, String dataset, OptionalInt index, Optional<String> image, String message) {

  /** Checks that everything is there. */
  public DatasetFinding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(dataset, "dataset");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(message, "message");
  }

  static DatasetFinding ofImage(
      FindingKind kind, String dataset, int index, String image, String message) {
    return new DatasetFinding(kind, dataset, OptionalInt.of(index), Optional.of(image), message);
  }

  static DatasetFinding ofDataset(FindingKind kind, String dataset, String message) {
    return new DatasetFinding(kind, dataset, OptionalInt.empty(), Optional.empty(), message);
  }

  /** How much it matters. */
  public FindingSeverity severity() {
    return kind.severity();
  }

  /** One line: {@code error: train: a.jpg: box: …}. */
  @Override
  public String toString() {
    return "%s: %s%s: %s"
        .formatted(
            severity().name().toLowerCase(Locale.ROOT),
            dataset,
            image.map(name -> ": " + name).orElse(""),
            message);
  }
}
