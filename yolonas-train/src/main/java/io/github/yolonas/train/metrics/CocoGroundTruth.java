package io.github.yolonas.train.metrics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The truth that detections are compared with. Immutable.
 *
 * @param images by ascending id
 * @param categories by ascending id; the position is the label of a model trained on them
 * @param annotations in the order of the file; one that names an image or a category not listed
 *     takes no part in any evaluation
 */
public record CocoGroundTruth(
    List<CocoImage> images, List<CocoCategory> categories, List<CocoAnnotation> annotations) {

  /**
   * Puts images and categories into the order of their ids.
   *
   * @throws IllegalArgumentException if two have one id
   */
  public CocoGroundTruth {
    images = sorted("images", images, CocoImage::id);
    categories = sorted("categories", categories, CocoCategory::id);
    annotations = List.copyOf(annotations);
  }

  private static <T> List<T> sorted(String name, List<T> entries, Function<T, Long> id) {
    Set<Long> ids = new HashSet<>();
    for (T entry : entries) {
      if (!ids.add(id.apply(entry))) {
        throw new IllegalArgumentException(
            "%s: expected ids that differ, found %d twice".formatted(name, id.apply(entry)));
      }
    }
    return entries.stream().sorted(Comparator.comparing(id)).toList();
  }

  /**
   * Reads an annotation file, an object with {@code images}, {@code categories} and {@code
   * annotations}. An annotation without {@code area} has that of its box, one without {@code
   * iscrowd} is none. Outlines, licences and whatever else is there are skipped; so is {@code
   * ignore}, which pycocotools overwrites with {@code iscrowd}.
   *
   * @throws CocoFormatException if it cannot be read; the message names the entry
   */
  public static CocoGroundTruth read(Path file) {
    List<CocoImage> images = new ArrayList<>();
    List<CocoCategory> categories = new ArrayList<>();
    List<CocoAnnotation> annotations = new ArrayList<>();
    Set<String> found = new HashSet<>();
    JsonCursor.read(
        file,
        json ->
            json.object(
                "an object with images, categories and annotations",
                name -> {
                  found.add(name);
                  switch (name) {
                    case "images" -> json.array("an array", i -> images.add(image(json)));
                    case "categories" ->
                        json.array("an array", i -> categories.add(category(json)));
                    case "annotations" ->
                        json.array("an array", i -> annotations.add(annotation(json)));
                    default -> json.skip();
                  }
                }));
    for (String name : List.of("images", "categories", "annotations")) {
      if (!found.contains(name)) {
        throw new CocoFormatException(
            "%s: expected a field %s, found %s".formatted(file, name, found));
      }
    }
    try {
      return new CocoGroundTruth(images, categories, annotations);
    } catch (IllegalArgumentException e) {
      throw new CocoFormatException(file + ": " + e.getMessage(), e);
    }
  }

  private static CocoImage image(JsonCursor json) {
    EntryReader entry = EntryReader.of(json);
    return new CocoImage(
        entry.id("id"),
        entry.find("file_name", String.class).orElse(""),
        entry.find("width", Integer.class).orElse(0),
        entry.find("height", Integer.class).orElse(0));
  }

  private static CocoCategory category(JsonCursor json) {
    EntryReader entry = EntryReader.of(json);
    return new CocoCategory(entry.id("id"), entry.get("name", String.class));
  }

  private static CocoAnnotation annotation(JsonCursor json) {
    EntryReader entry = EntryReader.of(json);
    CocoBox box = entry.get("bbox", CocoBox.class);
    Optional<Double> area = entry.find("area", Double.class);
    return new CocoAnnotation(
        entry.id("image_id"),
        entry.id("category_id"),
        box,
        area.orElse(box.area()),
        entry.find("iscrowd", Boolean.class).orElse(false));
  }

  /** The names of the categories, in the order of their ids. */
  public List<String> categoryNames() {
    return categories.stream().map(CocoCategory::name).toList();
  }
}
