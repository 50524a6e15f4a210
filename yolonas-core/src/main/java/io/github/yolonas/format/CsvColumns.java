package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The columns of a CSV file, which its first record names, in any order; others are passed over.
 */
final class CsvColumns {
  static final List<String> NAMES =
      List.of("image", "width", "height", "label", "class", "score", "x1", "y1", "x2", "y2");

  /** The one that may be absent: objects of a data set have no score. */
  private static final String SCORE = "score";

  private final Map<String, Integer> positions = new HashMap<>();
  private final int count;

  CsvColumns(CsvRecords.Fields header) {
    count = header.values().size();
    for (int i = 0; i < count; i++) {
      String column = header.values().get(i).strip();
      if (positions.put(column, i) != null) {
        throw header.place().expected("header", "each column once", column);
      }
    }
    for (String column : NAMES) {
      if (!column.equals(SCORE) && !positions.containsKey(column)) {
        throw header
            .place()
            .expected("header", "a column '" + column + "'", String.join(",", header.values()));
      }
    }
  }

  String image(CsvRecords.Fields row) {
    if (row.values().size() != count) {
      throw row.place()
          .expected(
              "record", count + " fields, as the header has", row.values().size() + " fields");
    }
    return text(row, "image");
  }

  ImageShape shape(CsvRecords.Fields row) {
    return new ImageShape(
        row.place().whole("height", 1, text(row, "height")),
        row.place().whole("width", 1, text(row, "width")));
  }

  /** The object; empty in the row of an image that has none. */
  Optional<Detection> object(CsvRecords.Fields row) {
    if (text(row, "label").isBlank()) {
      return Optional.empty();
    }
    Place place = row.place();
    BoundingBox box =
        place.box(
            place.number("x1", text(row, "x1")),
            place.number("y1", text(row, "y1")),
            place.number("x2", text(row, "x2")),
            place.number("y2", text(row, "y2")));
    float score = positions.containsKey(SCORE) ? place.score(SCORE, text(row, SCORE)) : 1;
    int label = place.whole("label", 0, text(row, "label"));
    return Optional.of(new Detection(label, text(row, "class"), score, box));
  }

  private String text(CsvRecords.Fields row, String column) {
    return row.values().get(Objects.requireNonNull(positions.get(column)));
  }
}
