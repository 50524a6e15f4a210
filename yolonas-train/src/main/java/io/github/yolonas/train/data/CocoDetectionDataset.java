package io.github.yolonas.train.data;

import io.github.yolonas.file.ContainedFile;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.CocoDataset;
import io.github.yolonas.format.FormatException;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A data set in COCO's format: one file of annotations and a folder of images. Labels count the
 * categories in ascending order of their ids. Immutable and thread-safe; the annotations are held
 * in memory, images are decoded each time they are asked for.
 *
 * <p>An object whose box means nothing, such as one of a negative width, is an error of its image,
 * not of all: {@link #annotations} and {@link #read} throw it for that image alone.
 *
 * <p>Sizes are those of the annotation file; {@link #read} checks them. Boxes are in pixels of the
 * image as displayed, or, with {@code ExifOrientation.IGNORE}, as stored.
 */
public final class CocoDetectionDataset extends ImageFileDataset {
  private final String source;
  private final List<AnnotatedImage> images;
  private final List<Path> files = new ArrayList<>();

  /** What is wrong with the objects of each image. */
  private final List<Optional<FormatException>> problems = new ArrayList<>();

  private CocoDetectionDataset(
      String source,
      CocoDataset dataset,
      Map<Long, FormatException> rejected,
      Path folder,
      ImageReadOptions options) {
    super(dataset.categories().classNames(), options);
    this.source = source;
    for (long id : dataset.byId().keySet()) {
      problems.add(Optional.ofNullable(rejected.get(id)));
    }
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
   * @throws DatasetException if there is no such folder, an image lies outside of it, or there are
   *     no images
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
   * @throws DatasetException if there is no such folder, an image lies outside of it, or there are
   *     no images
   */
  public static CocoDetectionDataset open(Path annotations, Path images, ImageReadOptions options) {
    return open(annotations, firstImage -> images, options);
  }

  /**
   * Reads the annotations, and only then asks where the images are.
   *
   * @param folder of the images, by the name of the first
   */
  static CocoDetectionDataset open(
      Path annotations, Function<String, Path> folder, ImageReadOptions options) {
    Map<Long, FormatException> rejected = new HashMap<>();
    CocoDataset dataset = CocoDataset.readSound(annotations, rejected::putIfAbsent);
    Map<Long, AnnotatedImage> byId = dataset.byId();
    rejected.forEach(
        (image, problem) -> {
          if (!byId.containsKey(image)) { // no image would ever tell
            throw problem;
          }
        });
    if (byId.isEmpty()) {
      throw new DatasetException(annotations + ": expected images, found none");
    }
    Path images = folder.apply(dataset.images().get(0).name());
    if (!Files.isDirectory(images)) {
      throw new DatasetException(
          "%s: expected the folder of the images that %s names, found %s"
              .formatted(images, annotations, Files.exists(images) ? "a file" : "nothing"));
    }
    return new CocoDetectionDataset(annotations.toString(), dataset, rejected, images, options);
  }

  private static Path file(String source, Path folder, String name) {
    try {
      return ContainedFile.of(folder, name).orElseThrow(() -> outside(source, folder, name, null));
    } catch (InvalidPathException e) {
      throw outside(source, folder, name, e);
    }
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

  /**
   * {@inheritDoc}
   *
   * @throws FormatException if the box or the area of one of its objects means nothing
   */
  @Override
  public AnnotatedImage annotations(int index) {
    problems
        .get(index)
        .ifPresent(
            problem -> {
              throw problem;
            });
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
