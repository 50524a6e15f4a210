package io.github.yolonas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import java.io.IOException;
import java.time.Duration;

/**
 * The JSON form of results. Numbers are the shortest decimals that give the same {@code float} or
 * {@code double} back; what JSON has no number for (NaN, infinities) is {@code null}.
 */
final class PredictionJson {
  /** Separates documents of one stream by a comma and a line break, as an array wants it. */
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator(",\n")
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // shortest on every JDK
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private PredictionJson() {}

  static void write(JsonGenerator json, ImageDetectionPrediction result) throws IOException {
    ImageShape shape = result.prediction().imageShape();
    json.writeStartObject();
    json.writeStringField("source", result.source());
    json.writeNumberField("width", shape.width());
    json.writeNumberField("height", shape.height());
    json.writeArrayFieldStart("detections");
    for (Detection detection : result.prediction()) {
      write(json, detection);
    }
    json.writeEndArray();
    write(json, result.timings());
    json.writeEndObject();
  }

  static void writeError(JsonGenerator json, String source, String error) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source);
    json.writeStringField("error", error);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Detection detection) throws IOException {
    json.writeStartObject();
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
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Timings timings) throws IOException {
    json.writeObjectFieldStart("timings");
    write(json, "decodeMs", timings.decode());
    write(json, "preprocessMs", timings.preprocess());
    write(json, "forwardMs", timings.forward());
    write(json, "postprocessMs", timings.postprocess());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Duration duration) throws IOException {
    json.writeNumberField(name, Timings.millis(duration));
  }

  private static void write(JsonGenerator json, float value) throws IOException {
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }
}
