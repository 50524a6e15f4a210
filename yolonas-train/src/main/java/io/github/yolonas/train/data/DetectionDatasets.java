package io.github.yolonas.train.data;

import io.github.yolonas.format.PascalVocFormat;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens a data set of whichever {@linkplain DatasetLayout layout} a file or a folder is:
 *
 * <ul>
 *   <li>COCO: a {@code .json} file, or a folder with just one, itself or in {@code annotations};
 *   <li>PASCAL VOC: a folder with {@code JPEGImages} and {@code Annotations}, or with XML files
 *       beside its images;
 *   <li>YOLO: a folder with {@code images} and {@code labels}, or with text files beside its
 *       images, or {@code images/train} with {@code labels/train}.
 * </ul>
 *
 * <p>Stateless and thread-safe.
 */
public final class DetectionDatasets {
  private static final String EXPECTED =
      "a COCO .json file, or a folder with one; a folder with JPEGImages and Annotations, or images"
          + " and .xml files (PASCAL VOC); a folder with images and labels, or images and .txt"
          + " files (YOLO)";

  private DetectionDatasets() {}

  /**
   * Opens a data set that names its own classes.
   *
   * @param path a file or folder
   * @throws DatasetException if it is of no known layout, or does not name its classes
   * @throws io.github.yolonas.format.FormatException if COCO's file is not of its format
   * @throws java.io.UncheckedIOException if COCO's file cannot be read
   */
  public static FileDataset open(Path path) {
    return open(path, List.of());
  }

  /**
   * Opens a data set.
   *
   * @param path a file or folder
   * @param classNames in the order of labels, for layouts that may lack them; empty if the data set
   *     names them. COCO's files name their own, which then must be these
   * @throws DatasetException if it is of no known layout, or has other classes
   * @throws io.github.yolonas.format.FormatException if COCO's file is not of its format
   * @throws java.io.UncheckedIOException if COCO's file cannot be read
   */
  public static FileDataset open(Path path, List<String> classNames) {
    return switch (layout(path)) {
      case COCO -> sameClasses(path, coco(path), classNames);
      case VOC ->
          classNames.isEmpty()
              ? PascalVocDetectionDataset.open(path)
              : PascalVocDetectionDataset.open(path, PascalVocFormat.of(classNames));
      case YOLO ->
          classNames.isEmpty()
              ? YoloDetectionDataset.open(path)
              : YoloDetectionDataset.open(path, classNames);
    };
  }

  /**
   * Which layout a file or a folder has, by the names of the files in it.
   *
   * @throws DatasetException if it has none of them; the message says what was looked for
   */
  public static DatasetLayout layout(Path path) {
    if (!Files.exists(path)) {
      throw new DatasetException(
          path + ": expected a data set, found no such file or folder",
          new NoSuchFileException(path.toString()));
    }
    return recognised(path)
        .orElseThrow(
            () ->
                new DatasetException(
                    "%s: expected %s; found none of them%s"
                        .formatted(path, EXPECTED, inner(path))));
  }

  private static Optional<DatasetLayout> recognised(Path path) {
    if (!Files.isDirectory(path)) {
      boolean json = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
      return json ? Optional.of(DatasetLayout.COCO) : Optional.empty();
    }
    if (PascalVocDetectionDataset.layout(path).hasLabels()) {
      return Optional.of(DatasetLayout.VOC);
    }
    if (!CocoPlaces.annotations(path).isEmpty()) {
      return Optional.of(DatasetLayout.COCO);
    }
    return YoloDetectionDataset.layout(path).hasLabels()
        ? Optional.of(DatasetLayout.YOLO)
        : Optional.empty();
  }

  /** The folders of one level further down that are data sets, such as train and valid. */
  private static String inner(Path path) {
    if (!Files.isDirectory(path)) {
      return "";
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found =
          files.filter(Files::isDirectory).filter(f -> recognised(f).isPresent()).sorted().toList();
      return found.isEmpty() ? "" : ", but in " + found;
    } catch (IOException e) {
      throw new DatasetException(path + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static CocoDetectionDataset coco(Path path) {
    Path file = path;
    if (Files.isDirectory(path)) {
      List<Path> files = CocoPlaces.annotations(path);
      if (files.size() != 1) {
        throw new DatasetException(
            path + ": expected one .json file of annotations, found " + files + "; name one");
      }
      file = files.get(0);
    }
    Path annotations = file;
    return CocoDetectionDataset.open(
        annotations, first -> CocoPlaces.images(annotations, first), ImageReadOptions.defaults());
  }

  private static FileDataset sameClasses(Path path, FileDataset dataset, List<String> classNames) {
    if (!classNames.isEmpty() && !classNames.equals(dataset.classNames())) {
      throw new DatasetException(
          "%s: class names: expected %s, found %s"
              .formatted(path, classNames, dataset.classNames()));
    }
    return dataset;
  }
}
