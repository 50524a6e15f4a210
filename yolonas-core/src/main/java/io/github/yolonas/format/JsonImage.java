package io.github.yolonas.format;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One object of our JSON, whose fields come in any order. */
final class JsonImage {
  private final JsonCursor cursor;
  private @Nullable String source;
  private @Nullable String error;
  private @Nullable Integer width;
  private @Nullable Integer height;
  private @Nullable List<Annotation> detections;

  JsonImage(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void read() throws IOException {
    cursor.object("image", this::readField);
  }

  private void readField(String field) throws IOException {
    switch (field) {
      case "source" -> source = cursor.text(field);
      case "error" -> error = cursor.text(field);
      case "width" -> width = cursor.whole(field, 1);
      case "height" -> height = cursor.whole(field, 1);
      case "detections" -> detections = readDetections();
      default -> cursor.skip();
    }
  }

  private List<Annotation> readDetections() throws IOException {
    List<Annotation> read = new ArrayList<>();
    cursor.array(
        "detections", () -> Limits.add(read, Annotation.of(readDetection()), cursor.place()));
    return read;
  }

  private Detection readDetection() throws IOException {
    JsonDetection detection = new JsonDetection(cursor);
    cursor.object("detection", detection::readField);
    return detection.done();
  }

  void deliver(Consumer<? super AnnotatedImage> images, BiConsumer<String, String> failures) {
    String name = cursor.present("source", source);
    if (error != null) {
      failures.accept(name, error);
      return;
    }
    ImageShape shape =
        new ImageShape(cursor.present("height", height), cursor.present("width", width));
    images.accept(new AnnotatedImage(name, shape, cursor.present("detections", detections)));
  }

  /** One object of the array {@code detections}. */
  private static final class JsonDetection {
    private final JsonCursor cursor;
    private @Nullable Integer label;
    private @Nullable String className;
    private @Nullable Float score;
    private @Nullable BoundingBox box;

    JsonDetection(JsonCursor cursor) {
      this.cursor = cursor;
    }

    void readField(String field) throws IOException {
      switch (field) {
        case "label" -> label = cursor.whole(field, 0);
        case "className" -> className = cursor.text(field);
        case "score" -> score = cursor.place().score(field, cursor.digits(field));
        case "box" -> box = readBox();
        default -> cursor.skip();
      }
    }

    private BoundingBox readBox() throws IOException {
      Place place = cursor.place();
      List<String> xyxy = cursor.four("box");
      return place.box(
          place.number("box", xyxy.get(0)),
          place.number("box", xyxy.get(1)),
          place.number("box", xyxy.get(2)),
          place.number("box", xyxy.get(3)));
    }

    Detection done() {
      return new Detection(
          cursor.present("label", label),
          cursor.present("className", className),
          cursor.present("score", score),
          cursor.present("box", box));
    }
  }
}
