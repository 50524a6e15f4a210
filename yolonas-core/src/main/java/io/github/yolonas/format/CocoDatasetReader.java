package io.github.yolonas.format;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a COCO data set. Its three arrays come in any order, so that objects wait as plain numbers
 * until images and categories are known.
 */
final class CocoDatasetReader {
  private @Nullable Map<Long, ImageEntry> images;
  private @Nullable Map<Long, String> categories;
  private final List<CocoObject> objects = new ArrayList<>();

  private final BiConsumer<Long, FormatException> rejected;

  /**
   * A reader for one text.
   *
   * @param rejected told the image's id, and what is wrong, of an object whose box or area means
   *     nothing; it may throw
   */
  CocoDatasetReader(BiConsumer<Long, FormatException> rejected) {
    this.rejected = rejected;
  }

  private record ImageEntry(String file, ImageShape shape, List<Annotation> annotations) {}

  CocoDataset read(String name, Reader in) {
    return JsonCursor.walk(
        name,
        in,
        cursor -> {
          cursor.object("document", field -> readField(cursor, field));
          return dataset(
              name, cursor.present("images", images), cursor.present("categories", categories));
        });
  }

  private void readField(JsonCursor cursor, String field) throws IOException {
    switch (field) {
      case "images" -> {
        Map<Long, ImageEntry> read = new LinkedHashMap<>();
        cursor.array(field, () -> readImage(cursor, read));
        images = read;
      }
      case "categories" -> {
        Map<Long, String> read = new LinkedHashMap<>();
        cursor.array(field, () -> readCategory(cursor, read));
        categories = read;
      }
      case "annotations" ->
          cursor.array(field, () -> CocoObject.read(cursor, rejected).ifPresent(objects::add));
      default -> cursor.skip();
    }
  }

  private static void readImage(JsonCursor cursor, Map<Long, ImageEntry> images)
      throws IOException {
    ImageFields fields = new ImageFields();
    cursor.object(
        "image",
        field -> {
          switch (field) {
            case "id" -> fields.id = cursor.id(field);
            case "file_name" -> fields.file = cursor.text(field);
            case "width" -> fields.width = cursor.whole(field, 1);
            case "height" -> fields.height = cursor.whole(field, 1);
            default -> cursor.skip();
          }
        });
    long id = cursor.present("image id", fields.id);
    ImageShape shape =
        new ImageShape(
            cursor.present("image height", fields.height),
            cursor.present("image width", fields.width));
    ImageEntry entry =
        new ImageEntry(cursor.present("file_name", fields.file), shape, new ArrayList<>());
    if (images.put(id, entry) != null) {
      throw cursor.place().expected("image id", "each once", Long.toString(id));
    }
  }

  private static void readCategory(JsonCursor cursor, Map<Long, String> categories)
      throws IOException {
    ImageFields fields = new ImageFields();
    cursor.object(
        "category",
        field -> {
          switch (field) {
            case "id" -> fields.id = cursor.id(field);
            case "name" -> fields.file = cursor.text(field);
            default -> cursor.skip();
          }
        });
    long id = cursor.present("category id", fields.id);
    if (categories.put(id, cursor.present("category name", fields.file)) != null) {
      throw cursor.place().expected("category id", "each once", Long.toString(id));
    }
  }

  private CocoDataset dataset(
      String name, Map<Long, ImageEntry> images, Map<Long, String> categories) {
    CocoCategories byLabel =
        new CocoCategories(
            categories.entrySet().stream()
                .map(c -> new CocoCategories.Category(c.getKey(), c.getValue()))
                .sorted(Comparator.comparingLong(CocoCategories.Category::id))
                .toList());
    List<String> names = byLabel.classNames();
    for (CocoObject object : objects) {
      Place place = new Place(name, object.line());
      ImageEntry image = images.get(object.image());
      if (image == null) {
        throw place.expected("image_id", "an image's", Long.toString(object.image()));
      }
      int label = object.label(byLabel, place);
      Detection detection = new Detection(label, names.get(label), 1, object.box());
      Limits.add(
          image.annotations(), new Annotation(detection, object.area(), object.crowd()), place);
    }
    Map<Long, AnnotatedImage> byId = new LinkedHashMap<>();
    images.forEach(
        (id, entry) ->
            byId.put(id, new AnnotatedImage(entry.file(), entry.shape(), entry.annotations())));
    return dataset(name, byLabel, byId);
  }

  private static CocoDataset dataset(
      String name, CocoCategories categories, Map<Long, AnnotatedImage> images) {
    try {
      return new CocoDataset(categories, images);
    } catch (IllegalArgumentException e) { // two images of one name
      throw new FormatException(name + ": images: " + e.getMessage(), e);
    }
  }

  /** Fields of an image, some of them those of a category too, as they come. */
  private static final class ImageFields {
    private @Nullable Long id;
    private @Nullable String file;
    private @Nullable Integer width;
    private @Nullable Integer height;
  }
}
