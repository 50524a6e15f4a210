package io.github.yolonas.train.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Which images a recipe means. Immutable; a {@link DatasetSource} makes a data set of it. */
public sealed interface DatasetReference {

  /**
   * Images in files, of any layout that the source knows.
   *
   * @param path a file or folder
   * @param classNames in the order of labels, for layouts that do not name them; empty if the files
   *     do
   */
  record Stored(Path path, List<String> classNames) implements DatasetReference {
    /** Copies the list. */
    public Stored {
      Objects.requireNonNull(path, "path");
      classNames = List.copyOf(classNames);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * Images that are made when they are asked for.
   *
   * @param count how many, 1 or more
   * @param seed from which all chance comes
   * @param classNames what is on them, in the order of labels; empty for all that the source knows
   */
  record Synthetic(int count, long seed, List<String> classNames) implements DatasetReference {
    /** Checks the count, and copies the list. */
    public Synthetic {
      classNames = List.copyOf(classNames);
      if (count < 1) {
        throw new IllegalArgumentException("count: expected 1 or more, found " + count);
      }
    }

    @Override
    public String toString() {
      return count + " synthetic images of seed " + seed;
    }
  }

  /** Images that are made, of all classes that the source knows. */
  static DatasetReference synthetic(int count, long seed) {
    return new Synthetic(count, seed, List.of());
  }

  /** Images in files that name their classes themselves. */
  static DatasetReference at(Path path) {
    return new Stored(path, List.of());
  }
}
