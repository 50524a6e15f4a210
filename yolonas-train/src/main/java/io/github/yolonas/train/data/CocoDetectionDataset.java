package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.CocoDataset;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data set in COCO's format: one file of annotations and a folder of images. Labels count the
 * categories in ascending order of their ids. Immutable and thread-safe; the annotations are held
 * in memory, images are decoded each time they are asked for.
 *
 * <p>Sizes are those of the annotation file; {@link #read} checks them. Boxes are in pixels of the
 * image as displayed, or, with {@code ExifOrientation.IGNORE}, as stored.
 */
public final class CocoDetectionDataset extends ImageFileDataset {
  private final String source;
  private final List<AnnotatedImage> images;
  private final List<Path> files = new ArrayList<>();

  private CocoDetectionDataset(
      String source, CocoDataset dataset, Path folder, ImageReadOptions options) {
    super(dataset.categories().classNames(), options);
    this.source = source;
    images = dataset.images();
    images.forEach(image -> files.add(file(source, folder, image.name())));
  }

  /**
   * Reads the annotations.
   *
   * @param annotations such as {@code instances_val2017.json}
   * @param images the folder that its file names are relative to
   * @throws io.github.yolonas.format.FormatException if the file is not of this format
   * @throws java.io.UncheckedIOException if it cannot be read
   * @throws DatasetException if there is no such folder, or an image lies outside of it
   */
  public static CocoDetectionDataset open(Path annotations, Path images) {
    return open(annotations, images, ImageReadOptions.defaults());
  }

  /**
   * Reads the annotations.
   *
   * @param annotations such as {@code instances_val2017.json}
   * @param images the folder that its file names are relative to
   * @param options how images are decoded
   * @throws io.github.yolonas.format.FormatException if the file is not of this format
   * @throws java.io.UncheckedIOException if it cannot be read
   * @throws DatasetException if there is no such folder, or an image lies outside of it
   */
  public static CocoDetectionDataset open(Path annotations, Path images, ImageReadOptions options) {
    return of(annotations, CocoDataset.read(annotations), images, options);
  }

  /** What has been read from a file. */
  static CocoDetectionDataset of(
      Path annotations, CocoDataset dataset, Path images, ImageReadOptions options) {
    if (!Files.isDirectory(images)) {
      throw new DatasetException(
          "%s: expected the folder of the images that %s names, found %s"
              .formatted(images, annotations, Files.exists(images) ? "a file" : "nothing"));
    }
    return new CocoDetectionDataset(annotations.toString(), dataset, images, options);
  }

  /** A data set may come from anywhere; it must not make us read files from elsewhere. */
  private static Path file(String source, Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      if (!name.isEmpty() && file.startsWith(folder.normalize())) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw outside(source, folder, name, e);
    }
    throw outside(source, folder, name, null);
  }

  private static DatasetException outside(
      String source, Path folder, String name, @Nullable Throwable cause) {
    String message =
        "%s: file_name: expected the name of a file in %s, found '%s'"
            .formatted(source, folder, name);
    return cause == null ? new DatasetException(message) : new DatasetException(message, cause);
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public AnnotatedImage annotations(int index) {
    return images.get(index);
  }

  @Override
  public Path imageFile(int index) {
    return files.get(index);
  }

  @Override
  String mention(int index) {
    return source;
  }
}
