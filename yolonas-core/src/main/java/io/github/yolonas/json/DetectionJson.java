package io.github.yolonas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.time.Duration;

/**
 * The JSON form of detections. Numbers are the shortest decimals that give the same {@code float}
 * or {@code double} back; what JSON has no number for (NaN, infinities) is {@code null}.
 */
public final class DetectionJson {
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int DEEPEST = 64;

  /**
   * Separates documents of one stream by a comma and a line break, as an array wants it; leaves
   * what it writes to and reads from open, and reads nothing that is absurdly long or deep.
   */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator(",\n")
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest on every JDK
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private DetectionJson() {}

  /** Writes the fields of an image and what was found in it, into an object that is begun. */
  public static void writeFields(JsonGenerator json, String source, DetectionPrediction prediction)
      throws IOException {
    ImageShape shape = prediction.imageShape();
    json.writeStringField("source", source);
    json.writeNumberField("width", shape.width());
    json.writeNumberField("height", shape.height());
    json.writeArrayFieldStart("detections");
    for (Detection detection : prediction) {
      json.writeStartObject();
      writeFields(json, detection);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Writes the fields of a detection, into an object that is begun. */
  public static void writeFields(JsonGenerator json, Detection detection) throws IOException {
    json.writeNumberField("label", detection.label());
    json.writeStringField("className", detection.className());
    json.writeFieldName("score");
    write(json, detection.confidence());
    json.writeArrayFieldStart("box");
    BoundingBox box = detection.box();
    for (float coordinate : box.toXyxy()) {
      write(json, coordinate);
    }
    json.writeEndArray();
  }

  /** Writes an object of milliseconds, as a field of an object that is begun. */
  public static void writeTimings(
      JsonGenerator json, Duration decode, Duration preprocess, Duration forward, Duration after)
      throws IOException {
    json.writeObjectFieldStart("timings");
    json.writeNumberField("decodeMs", millis(decode));
    json.writeNumberField("preprocessMs", millis(preprocess));
    json.writeNumberField("forwardMs", millis(forward));
    json.writeNumberField("postprocessMs", millis(after));
    json.writeEndObject();
  }

  /** A duration as JSON tells it. */
  public static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static void write(JsonGenerator json, float value) throws IOException {
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
