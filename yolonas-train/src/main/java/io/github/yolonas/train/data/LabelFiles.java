package io.github.yolonas.train.data;

import io.github.yolonas.preprocess.ImageFiles;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.ImageSources;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The images of a tree of folders, each with the file of its labels: that of the same name, but for
 * the extension, in the same place of another tree or of the same.
 *
 * @param images the folder of images
 * @param labels the folder of labels
 * @param extension of the labels' files, without the dot
 */
record LabelFiles(Path images, Path labels, String extension) {
  /** What an image that is missing is taken to have been. */
  private static final String LIKELY = ".jpg";

  /**
   * An image, with labels or not; or a file of labels whose image is missing.
   *
   * @param name of the image, relative to the folder of images, parted by slashes
   * @param image where it is, or should be
   * @param label its labels, or null if it has none
   */
  record Entry(String name, Path image, @Nullable Path label) {}

  /**
   * All of them by name.
   *
   * @throws DatasetException if there is none
   */
  List<Entry> list() {
    Map<String, Path> remaining = new TreeMap<>();
    files(labels, this::isLabel).forEach(file -> remaining.put(stem(labels, file), file));
    Map<String, Path> byStem = Map.copyOf(remaining);
    Map<String, Entry> entries = new TreeMap<>();
    for (Path image : files(images, ImageFiles::isImage)) {
      String name = relative(images, image);
      String stem = stem(images, image);
      remaining.remove(stem);
      entries.put(name, new Entry(name, image, byStem.get(stem)));
    }
    if (entries.isEmpty()) {
      throw new DatasetException(
          "%s: expected images (%s), found none"
              .formatted(images, String.join(", ", ImageFiles.EXTENSIONS)));
    }
    remaining.forEach(
        (stem, label) -> {
          String name = stem + LIKELY;
          entries.put(name, new Entry(name, images.resolve(name), label));
        });
    return List.copyOf(entries.values());
  }

  /**
   * Whether there is any file of labels. Beside images it must be in the folder itself: further
   * down may be data sets of any layout.
   */
  boolean hasLabels() {
    if (!Files.isDirectory(labels)) {
      return false;
    }
    try (Stream<ImageSource> found =
        images.equals(labels)
            ? ImageSources.folder(labels, this::isLabel)
            : ImageSources.tree(labels, this::isLabel)) {
      return found.findAny().isPresent();
    }
  }

  private boolean isLabel(Path file) {
    String name = file.getFileName().toString();
    return ImageFiles.extension(name).equals(extension) && !ClassNames.isNoLabel(name);
  }

  private static List<Path> files(Path folder, Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      throw new DatasetException(
          "%s: expected a folder, found %s"
              .formatted(folder, Files.exists(folder) ? "a file" : "nothing"));
    }
    try (Stream<ImageSource> found = ImageSources.tree(folder, wanted)) {
      return found.map(source -> Path.of(source.name())).toList();
    }
  }

  private static String stem(Path root, Path file) {
    String name = relative(root, file);
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }
}
