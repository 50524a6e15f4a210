package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.YoloFormat;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set in YOLO's format: images, and for each a text file of the same name with its labels.
 * An image without one has no objects. Thread-safe. Sizes are read from the images' headers;
 * nothing is read before it is asked for, so that one file which is damaged hides no others.
 *
 * <p>Folders are laid out in one of three ways, and may hold further folders:
 *
 * <ul>
 *   <li>{@code FOLDER/images/…/a.jpg} with {@code FOLDER/labels/…/a.txt}, where {@code FOLDER} is
 *       named;
 *   <li>the same, where {@code FOLDER/images/train} is named: its labels are in {@code
 *       FOLDER/labels/train};
 *   <li>{@code FOLDER/a.jpg} with {@code FOLDER/a.txt} beside it.
 * </ul>
 *
 * <p>The names of the classes are given, or are the lines of a {@code classes.txt} among the labels
 * or in a folder above them, up to the one that holds {@code labels}; or the {@code names} of a
 * {@code data.yaml} (or {@code dataset.yaml}) there or one folder further up.
 */
public final class YoloDetectionDataset extends LabelFileDataset {
  private static final String IMAGES = "images";
  private static final String LABELS = "labels";
  private static final String EXTENSION = "txt";

  private final YoloFormat format;

  private YoloDetectionDataset(
      YoloFormat format, List<LabelFiles.Entry> entries, ImageReadOptions options) {
    super(format.classNames(), entries, options);
    this.format = format;
  }

  /**
   * Lists a folder whose classes {@code classes.txt} or {@code data.yaml} names.
   *
   * @throws DatasetException if the folder is not laid out so, or there is neither
   */
  public static YoloDetectionDataset open(Path folder) {
    LabelFiles files = layout(folder);
    List<Path> places = classPlaces(folder, files.labels());
    List<String> names =
        ClassNames.find(places)
            .or(() -> described(places))
            .orElseThrow(
                () ->
                    new DatasetException(
                        "%s: expected the names of the classes in %s or %s in one of %s, found none"
                            .formatted(folder, ClassNames.FILE, DataYaml.FILES.get(0), places)));
    return open(files.images(), files.labels(), names, ImageReadOptions.defaults());
  }

  /**
   * Lists a folder.
   *
   * @param classNames in the order of labels
   * @throws DatasetException if the folder is not laid out so
   */
  public static YoloDetectionDataset open(Path folder, List<String> classNames) {
    LabelFiles files = layout(folder);
    return open(files.images(), files.labels(), classNames, ImageReadOptions.defaults());
  }

  /**
   * Lists two folders, which may be the same.
   *
   * @param images the folder of images
   * @param labels the folder of labels, with the same folders in it
   * @param classNames in the order of labels
   * @param options how images are decoded; the sizes, too, are those after the EXIF orientation
   *     where that is applied
   * @throws DatasetException if either is no folder, there is no image, or a name is not unique
   */
  public static YoloDetectionDataset open(
      Path images, Path labels, List<String> classNames, ImageReadOptions options) {
    return new YoloDetectionDataset(
        YoloFormat.of(ClassNames.checked(images.toString(), classNames)),
        new LabelFiles(images, labels, EXTENSION).list(),
        options);
  }

  /** Where a folder's images and labels are. */
  static LabelFiles layout(Path folder) {
    Path images = folder.resolve(IMAGES);
    Path labels = folder.resolve(LABELS);
    if (Files.isDirectory(images) && Files.isDirectory(labels)) {
      return new LabelFiles(images, labels, EXTENSION);
    }
    Path mirrored = mirrored(folder.toAbsolutePath().normalize());
    return new LabelFiles(folder, Files.isDirectory(mirrored) ? mirrored : folder, EXTENSION);
  }

  /** The path with its last {@code images} replaced by {@code labels}; itself if it has none. */
  private static Path mirrored(Path folder) {
    for (int i = folder.getNameCount() - 1; i >= 0; i--) {
      if (folder.getName(i).toString().equals(IMAGES)) {
        int below = folder.getNameCount() - i;
        Path images = folder.resolve("../".repeat(below - 1)).normalize();
        return images.resolveSibling(LABELS).resolve(images.relativize(folder));
      }
    }
    return folder;
  }

  /** The folder itself, that of the labels, and those above up to the one that holds labels. */
  private static List<Path> classPlaces(Path folder, Path labels) {
    List<Path> places = new ArrayList<>(List.of(folder, labels));
    Path absolute = labels.toAbsolutePath().normalize();
    for (int i = absolute.getNameCount() - 1; i >= 0; i--) {
      if (absolute.getName(i).toString().equals(LABELS)) {
        Path above = absolute;
        for (int j = absolute.getNameCount(); j > i; j--) {
          above = above.resolve("..").normalize();
          places.add(above);
        }
        break;
      }
    }
    return places.stream().distinct().toList();
  }

  /** Sets of one origin, train and valid, lie side by side under the file that describes them. */
  private static Optional<List<String>> described(List<Path> places) {
    Stream<Path> above =
        places.stream().flatMap(place -> Stream.ofNullable(place.toAbsolutePath().getParent()));
    return Stream.concat(places.stream(), above)
        .flatMap(place -> DataYaml.names(place).stream())
        .findFirst();
  }

  @Override
  AnnotatedImage readLabels(Path label, String name, int index) {
    return format.read(label, name, headerShape(index));
  }
}
