package io.github.yolonas.format;

import io.github.yolonas.file.FileStem;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * A data set as COCO describes it: images, the objects in them, categories. Immutable.
 *
 * <p>Labels count the categories in ascending order of their ids, as trainers do. Objects marked
 * {@code iscrowd} are {@link Annotation#crowd}; outlines are passed over, only their areas are
 * kept. The whole set is held in memory, some hundred bytes an object.
 */
public final class CocoDataset {
  private final CocoCategories categories;
  private final Map<Long, AnnotatedImage> images;
  private final Map<String, Long> ids;

  /**
   * A data set.
   *
   * @param categories in the order of labels
   * @param images by id, in the order to keep; their names are paths or file names
   * @throws IllegalArgumentException if two images have the same file name, or an object's class is
   *     not among the categories
   */
  public CocoDataset(CocoCategories categories, Map<Long, AnnotatedImage> images) {
    this.categories = categories;
    this.images = new LinkedHashMap<>(images);
    this.ids = new LinkedHashMap<>();
    List<String> names = categories.classNames();
    images.forEach(
        (id, image) -> {
          image.annotations().forEach(a -> Names.require(image.name(), a.object(), names));
          if (ids.put(FileStem.lastPart(image.name()), id) != null) {
            throw new IllegalArgumentException(
                image.name() + ": expected an image with a file name of its own, found it twice");
          }
        });
  }

  /** A new data set, whose images and categories are numbered from 1. */
  public static CocoDataset of(List<String> classNames, List<AnnotatedImage> images) {
    Map<Long, AnnotatedImage> byId = new LinkedHashMap<>();
    IntStream.range(0, images.size()).forEach(i -> byId.put(i + 1L, images.get(i)));
    return new CocoDataset(CocoCategories.numbered(classNames), byId);
  }

  /**
   * Reads a file such as {@code instances_val2017.json}.
   *
   * @throws FormatException if the file is not of this format
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static CocoDataset read(Path file) {
    return TextFile.read(file, in -> read(file.toString(), in));
  }

  /**
   * Reads a text.
   *
   * @param name what messages call it
   * @param in the text, which is read to its end and stays open
   * @throws FormatException if the text is not of this format
   * @throws java.io.UncheckedIOException if the reader fails
   */
  public static CocoDataset read(String name, Reader in) {
    return new CocoDatasetReader(
            (image, problem) -> {
              throw problem;
            })
        .read(name, in);
  }

  /**
   * Reads a file, and leaves out objects whose boxes or areas mean nothing, such as those with
   * negative widths.
   *
   * @param rejected told about each of them: the id of its image, and what is wrong
   * @throws FormatException if the file is not of this format otherwise
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static CocoDataset readSound(Path file, BiConsumer<Long, FormatException> rejected) {
    return TextFile.read(file, in -> new CocoDatasetReader(rejected).read(file.toString(), in));
  }

  /**
   * Creates or replaces a file, at once and only when the new one is complete.
   *
   * @throws io.github.yolonas.ResultWriteException if the file cannot be written
   */
  public void write(Path file) {
    TextFile.write(file, this::write);
  }

  /**
   * Writes the text.
   *
   * @param out where to; it is flushed and stays open
   * @throws java.io.UncheckedIOException if the writer fails
   */
  public void write(Writer out) {
    CocoDatasetWriter.write(this, out);
  }

  /** Which category each label is. */
  public CocoCategories categories() {
    return categories;
  }

  /** The images, in the order of the file. */
  public List<AnnotatedImage> images() {
    return List.copyOf(images.values());
  }

  /** The images by id, in the order of the file; a copy. */
  public Map<Long, AnnotatedImage> byId() {
    return new LinkedHashMap<>(images);
  }

  /**
   * The id of an image, known by its file name.
   *
   * @param source a path, a URI or the name itself
   * @throws IllegalArgumentException if the data set has no image of that name
   */
  public long imageId(String source) {
    Long id = ids.get(FileStem.lastPart(source));
    if (id == null) {
      throw new IllegalArgumentException(
          source + ": expected one of the data set's " + images.size() + " images");
    }
    return id;
  }
}
