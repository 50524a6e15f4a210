package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.FormatException;
import io.github.yolonas.format.PascalVocFormat;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A data set in PASCAL VOC's format: images, and for each an XML file of the same name (the {@code
 * filename} inside it is not looked at). An image without one has no objects. Thread-safe. Nothing
 * is read before it is asked for, so that one file which is damaged hides no others.
 *
 * <p>A folder holds {@code JPEGImages} and {@code Annotations}, or images and XML files side by
 * side. The names of the classes are given, or are the lines of a {@code classes.txt} in either
 * folder; otherwise they are those of the objects, in alphabetical order, for which every file is
 * read once.
 *
 * <p>Sizes are those of the XML files, checked by {@link #read}.
 */
public final class PascalVocDetectionDataset extends LabelFileDataset {
  private static final String IMAGES = "JPEGImages";
  private static final String ANNOTATIONS = "Annotations";
  private static final String EXTENSION = "xml";

  private final PascalVocFormat format;

  private PascalVocDetectionDataset(
      PascalVocFormat format, List<LabelFiles.Entry> entries, ImageReadOptions options) {
    super(format.classNames(), entries, options);
    this.format = format;
  }

  /**
   * Lists a folder; its classes are those it names, or those of its objects. Coordinates count from
   * 0.
   *
   * @throws DatasetException if the folder is not laid out so, or has no object whose class could
   *     be named
   */
  public static PascalVocDetectionDataset open(Path folder) {
    LabelFiles files = layout(folder);
    List<LabelFiles.Entry> entries = files.list();
    List<String> names =
        ClassNames.find(List.of(folder, files.labels()))
            .orElseGet(() -> ClassNames.checked(folder.toString(), classesOf(entries)));
    return new PascalVocDetectionDataset(
        PascalVocFormat.of(names), entries, ImageReadOptions.defaults());
  }

  /**
   * Lists a folder.
   *
   * @param format the classes, and whether coordinates count from 0 or from 1
   * @throws DatasetException if the folder is not laid out so
   */
  public static PascalVocDetectionDataset open(Path folder, PascalVocFormat format) {
    LabelFiles files = layout(folder);
    return open(files.images(), files.labels(), format, ImageReadOptions.defaults());
  }

  /**
   * Lists two folders, which may be the same.
   *
   * @param images the folder of images
   * @param annotations the folder of XML files, with the same folders in it
   * @param format the classes, and whether coordinates count from 0 or from 1
   * @param options how images are decoded
   * @throws DatasetException if either is no folder, there is no image, or a name is not unique
   */
  public static PascalVocDetectionDataset open(
      Path images, Path annotations, PascalVocFormat format, ImageReadOptions options) {
    ClassNames.checked(images.toString(), format.classNames());
    return new PascalVocDetectionDataset(
        format, new LabelFiles(images, annotations, EXTENSION).list(), options);
  }

  /** Where a folder's images and annotations are. */
  static LabelFiles layout(Path folder) {
    Path images = folder.resolve(IMAGES);
    Path annotations = folder.resolve(ANNOTATIONS);
    return Files.isDirectory(images) && Files.isDirectory(annotations)
        ? new LabelFiles(images, annotations, EXTENSION)
        : new LabelFiles(folder, folder, EXTENSION);
  }

  private static List<String> classesOf(List<LabelFiles.Entry> entries) {
    Set<String> names = new TreeSet<>();
    for (LabelFiles.Entry entry : entries) {
      Path label = entry.label();
      if (label != null) {
        addClasses(label, names);
      }
    }
    return List.copyOf(names);
  }

  /** A damaged file has no say here; who asks for its image gets its error. */
  private static void addClasses(Path label, Set<String> names) {
    try {
      names.addAll(PascalVocFormat.readClasses(label));
    } catch (FormatException damaged) {
      return;
    }
  }

  @Override
  AnnotatedImage readLabels(Path label, String name, int index) {
    AnnotatedImage read = format.read(label);
    return new AnnotatedImage(name, read.shape(), read.annotations());
  }
}
