package io.github.yolonas.train.data;

import io.github.yolonas.file.ContainedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where COCO's files are, for who names a folder or a file of annotations alone. */
final class CocoPlaces {
  private static final String IMAGES = "images";

  private CocoPlaces() {}

  /** The JSON files of a folder, or, if it has none, of the folder {@code annotations} in it. */
  static List<Path> annotations(Path folder) {
    List<Path> own = json(folder);
    Path inner = folder.resolve("annotations");
    return own.isEmpty() && Files.isDirectory(inner) ? json(inner) : own;
  }

  private static List<Path> json(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DatasetException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /**
   * The folder in which the first image is: one called like the file ({@code
   * instances_val2017.json} belongs to {@code val2017}), {@code images}, or the file's own, in the
   * file's folder or the one above it.
   *
   * @throws DatasetException if it is in none of them
   */
  static Path images(Path annotations, String firstImage) {
    List<Path> candidates = candidates(annotations);
    try {
      for (Path candidate : candidates) {
        if (ContainedFile.of(candidate, firstImage).filter(Files::isRegularFile).isPresent()) {
          return candidate;
        }
      }
    } catch (InvalidPathException e) {
      throw new DatasetException(
          "%s: file_name: expected the name of a file, found '%s'"
              .formatted(annotations, firstImage),
          e);
    }
    throw new DatasetException(
        "%s: expected its image %s in one of %s, found it in none"
            .formatted(annotations, firstImage, candidates));
  }

  private static List<Path> candidates(Path annotations) {
    String file = annotations.getFileName().toString();
    String stem = file.substring(0, file.lastIndexOf('.'));
    String split = stem.substring(stem.lastIndexOf('_') + 1);
    Path own = annotations.toAbsolutePath().normalize().resolveSibling("").normalize();
    List<Path> candidates = new ArrayList<>();
    for (Path folder : List.of(own, own.resolve("..").normalize())) {
      candidates.add(folder.resolve(IMAGES));
      candidates.add(folder.resolve(split));
      candidates.add(folder.resolve(stem));
      candidates.add(folder.resolve(IMAGES).resolve(split));
      candidates.add(folder.resolve(IMAGES).resolve(stem));
      candidates.add(folder);
    }
    return candidates.stream().distinct().filter(Files::isDirectory).toList();
  }
}
