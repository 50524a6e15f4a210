package io.github.yolonas.train.data;

import io.github.yolonas.format.YoloFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of classes that lie in a file beside the labels. */
final class ClassNames {
  static final String FILE = "classes.txt";

  /** Text files of data sets that hold no labels: lists of images and of classes. */
  private static final Set<String> NO_LABELS =
      Set.of(FILE, "train.txt", "val.txt", "valid.txt", "test.txt", "trainval.txt");

  private ClassNames() {}

  /** Whether a file is known by its name to hold something else than one image's labels. */
  static boolean isNoLabel(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    return NO_LABELS.contains(name) || name.startsWith("readme");
  }

  /** The names in the first of some folders that has a {@code classes.txt}, one a line. */
  static Optional<List<String>> find(List<Path> folders) {
    for (Path folder : folders) {
      Path file = folder.resolve(FILE);
      if (Files.isRegularFile(file)) {
        return Optional.of(checked(file.toString(), YoloFormat.readClasses(file)));
      }
    }
    return Optional.empty();
  }

  /** Names that are each there once. */
  static List<String> checked(String source, List<String> names) {
    if (names.isEmpty()) {
      throw new DatasetException(source + ": expected the name of a class or more, found none");
    }
    Set<String> seen = new LinkedHashSet<>();
    for (String name : names) {
      boolean plain = name.equals(name.strip()) && name.lines().count() == 1;
      if (!plain || !seen.add(name)) {
        throw new DatasetException(
            source
                + ": expected each class name once, on one line, not empty; found '"
                + name
                + "'");
      }
    }
    return List.copyOf(names);
  }
}
