package io.github.yolonas.train.recipe;

import io.github.yolonas.train.synthetic.SyntheticOptions;
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
   * @param options which
   */
  record Synthetic(SyntheticOptions options) implements DatasetReference {
    /** Checks that there are options. */
    public Synthetic {
      Objects.requireNonNull(options, "options");
    }

    /** The count and the seed, and whatever else differs from the defaults. */
    @Override
    public String toString() {
      String text = options.size() + " synthetic images of seed " + options.seed();
      SyntheticOptions usual =
          SyntheticOptions.builder().size(options.size()).seed(options.seed()).build();
      return options.equals(usual) ? text : text + ", " + options;
    }
  }

  /** Images that are made, of all classes that the source knows. */
  static DatasetReference synthetic(int count, long seed) {
    return new Synthetic(SyntheticOptions.builder().size(count).seed(seed).build());
  }

  /** Images in files that name their classes themselves. */
  static DatasetReference at(Path path) {
    return new Stored(path, List.of());
  }
}
