package io.github.yolonas.format;

import io.github.yolonas.json.DetectionJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The library's own JSON, as {@link io.github.yolonas.PredictionJsonWriter} and the command line
 * write it: an array with an object for each image, or one such object alone.
 *
 * <pre>{@code
 * [{"source": "a.jpg", "width": 640, "height": 480,
 *   "detections": [{"label": 3, "className": "star", "score": 0.91, "box": [x1, y1, x2, y2]}],
 *   "timings": {"decodeMs": 3.1, "preprocessMs": 0.9, "forwardMs": 180.2, "postprocessMs": 0.4}},
 *  {"source": "b.jpg", "error": "b.jpg: no such file"}]
 * }</pre>
 *
 * <p>{@link #schema} is the exact description. Boxes are pixels of the image; the best detection
 * comes first; fields may come that are not known yet. Results that are read from files have no
 * timings. Reading takes no more memory than one image's objects; of fields that come twice, the
 * last counts.
 */
public final class JsonFormat implements DetectionFormat {
  private static final String SCHEMA = "predictions.schema.json";

  private final BiConsumer<String, String> failures;

  private JsonFormat(BiConsumer<String, String> failures) {
    this.failures = failures;
  }

  /** Takes a text in which every image has a result; one with an error is refused. */
  public JsonFormat() {
    this(
        (source, error) -> {
          throw new FormatException(
              "%s: expected a result, found an error: %s; JsonFormat.withFailures takes both"
                  .formatted(source, Place.quoted(error)),
              null);
        });
  }

  /**
   * Takes images that could not be predicted too.
   *
   * @param failures takes the sources and errors of those images
   */
  public static JsonFormat withFailures(BiConsumer<String, String> failures) {
    return new JsonFormat(failures);
  }

  /** {@return the JSON Schema of the format, draft 2020-12} */
  public static String schema() {
    try (InputStream in =
        Objects.requireNonNull(JsonFormat.class.getResourceAsStream(SCHEMA), SCHEMA)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(SCHEMA + ": cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public DetectionWriter writer(Writer out) {
    return new JsonArrayWriter(
        out,
        (json, image) -> {
          json.writeStartObject();
          DetectionJson.writeFields(json, image.name(), image.prediction());
          json.writeEndObject();
        });
  }

  @Override
  public void read(String name, Reader in, Consumer<? super AnnotatedImage> images) {
    JsonCursor.walk(
        name,
        in,
        cursor -> {
          if (cursor.isArray()) {
            cursor.array("document", () -> readImage(cursor, images));
          } else {
            readImage(cursor, images);
          }
          return cursor;
        });
  }

  private void readImage(JsonCursor cursor, Consumer<? super AnnotatedImage> images)
      throws IOException {
    JsonImage image = new JsonImage(cursor);
    image.read();
    image.deliver(images, failures);
  }
}
