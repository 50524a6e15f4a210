package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A box of COCO's files: an annotation of a data set, or a result.
 *
 * @param image its id
 * @param category its id
 * @param box in pixels
 * @param score 1 if there is none
 * @param area of the outline, or of the box
 * @param crowd whether {@code iscrowd} is not 0
 * @param line where it ends, for what is found out later
 */
record CocoObject(
    long image,
    long category,
    BoundingBox box,
    float score,
    double area,
    boolean crowd,
    long line) {

  /** Reads an object that must be sound. */
  static CocoObject read(JsonCursor cursor) throws IOException {
    return read(
            cursor,
            (image, problem) -> {
              throw problem;
            })
        .orElseThrow();
  }

  /**
   * Reads an object.
   *
   * @param rejected told the image's id, and what is wrong, if box or area mean nothing
   * @return empty then
   */
  static Optional<CocoObject> read(JsonCursor cursor, BiConsumer<Long, FormatException> rejected)
      throws IOException {
    Fields fields = new Fields();
    cursor.object("annotation", field -> fields.read(cursor, field));
    long image = cursor.present("image_id", fields.image);
    if (fields.problem != null) {
      rejected.accept(image, fields.problem);
      return Optional.empty();
    }
    BoundingBox box = cursor.present("bbox", fields.box);
    return Optional.of(
        new CocoObject(
            image,
            cursor.present("category_id", fields.category),
            box,
            fields.score,
            fields.area == null ? (double) box.width() * box.height() : fields.area,
            fields.crowd,
            cursor.place().line()));
  }

  /** The label of its category. */
  int label(CocoCategories categories, Place place) {
    if (!categories.knows(category)) {
      throw place.expected("category_id", "a category's", Long.toString(category));
    }
    return categories.label(category);
  }

  private static final class Fields {
    private @Nullable Long image;
    private @Nullable Long category;
    private @Nullable BoundingBox box;
    private @Nullable Double area;
    private @Nullable FormatException problem;
    private float score = 1;
    private boolean crowd;

    void read(JsonCursor cursor, String field) throws IOException {
      switch (field) {
        case "image_id" -> image = cursor.id(field);
        case "category_id" -> category = cursor.id(field);
        case "bbox" -> readBox(cursor);
        case "score" -> score = cursor.place().number(field, cursor.digits(field));
        case "area" -> readArea(cursor, field);
        case "iscrowd" -> crowd = cursor.whole(field, 0) != 0;
        default -> cursor.skip();
      }
    }

    /** The text goes on behind a box that means nothing. */
    private void readBox(JsonCursor cursor) throws IOException {
      Place place = cursor.place();
      List<String> xywh = cursor.four("bbox");
      double x = place.precise("bbox", xywh.get(0));
      double y = place.precise("bbox", xywh.get(1));
      double right = x + place.precise("bbox", xywh.get(2));
      double bottom = y + place.precise("bbox", xywh.get(3));
      try {
        box = place.box((float) x, (float) y, (float) right, (float) bottom);
      } catch (FormatException e) {
        problem = problem == null ? e : problem;
      }
    }

    private void readArea(JsonCursor cursor, String field) throws IOException {
      double value = cursor.place().precise(field, cursor.digits(field));
      if (value >= 0) {
        area = value;
      } else if (problem == null) {
        problem = cursor.place().expected(field, "0 or more", Double.toString(value));
      }
    }
  }
}
