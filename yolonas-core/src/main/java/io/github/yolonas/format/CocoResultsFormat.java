package io.github.yolonas.format;

import io.github.yolonas.file.FileStem;
import io.github.yolonas.postprocess.Detection;
import java.io.Reader;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * COCO's results, which its evaluation takes: an array with an object for each detection.
 *
 * <pre>{@code
 * [{"image_id": 397133, "category_id": 44, "bbox": [x1, y1, width, height], "score": 0.91}]
 * }</pre>
 *
 * <p>They speak of images and categories by the ids of a data set. Images without detections leave
 * no trace; so readers give every image of the data set, in its order. Detections come in any
 * order, for which reading holds all at once, some hundred bytes each. Any finite score is taken.
 * Immutable and thread-safe.
 *
 * @param dataset whose images and categories they are
 */
public record CocoResultsFormat(CocoDataset dataset) implements DetectionFormat {

  @Override
  public DetectionWriter writer(Writer out) {
    return writer(out, dataset.categories(), dataset::imageId);
  }

  /**
   * Begins to write without a data set.
   *
   * @param out where to; it stays the caller's to close
   * @param categories which category each label is
   * @param imageIds the id of each image, by its name; see {@link #fileNumber}
   */
  public static DetectionWriter writer(
      Writer out, CocoCategories categories, ToLongFunction<String> imageIds) {
    List<String> names = categories.classNames();
    return new JsonArrayWriter(
        out,
        (json, image) -> {
          long id = imageIds.applyAsLong(image.name());
          for (Annotation annotation : image.annotations()) {
            Detection object = annotation.object();
            Names.require(image.name(), object, names);
            json.writeStartObject();
            json.writeNumberField("image_id", id);
            json.writeNumberField("category_id", categories.byLabel().get(object.label()).id());
            CocoDatasetWriter.writeBox(json, object);
            json.writeNumberField("score", object.confidence());
            json.writeEndObject();
          }
        });
  }

  /**
   * The id that COCO's own images have in their names: 397133 for {@code 000000397133.jpg}.
   *
   * @param source a path, a URI or a file name
   * @throws IllegalArgumentException if the name is no number
   */
  public static long fileNumber(String source) {
    String stem = FileStem.of(source);
    if (!stem.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          source + ": expected a file whose name is a number, found " + Place.quoted(stem));
    }
    return Long.parseLong(stem);
  }

  @Override
  public void read(String name, Reader in, Consumer<? super AnnotatedImage> images) {
    ImageGroups<Long> groups = new ImageGroups<>();
    Place start = new Place(name, 1);
    for (Map.Entry<Long, AnnotatedImage> image : dataset.byId().entrySet()) {
      AnnotatedImage known = image.getValue();
      groups.image(image.getKey(), known.name(), known.shape(), start);
    }
    JsonCursor.walk(
            name,
            in,
            cursor -> {
              cursor.array("document", () -> add(CocoObject.read(cursor), cursor.place(), groups));
              return groups;
            })
        .forEach(images);
  }

  private void add(CocoObject result, Place place, ImageGroups<Long> groups) {
    int label = result.label(dataset.categories(), place);
    String className = dataset.categories().byLabel().get(label).name();
    Detection found = new Detection(label, className, result.score(), result.box());
    groups.add(result.image(), Annotation.of(found), place);
  }
}
