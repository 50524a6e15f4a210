package io.github.yolonas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.json.DetectionJson;
import java.io.IOException;

/** The JSON form of results: detections, timings, errors. */
final class PredictionJson {
  static final JsonFactory FACTORY = DetectionJson.FACTORY;

  private PredictionJson() {}

  static void write(JsonGenerator json, ImageDetectionPrediction result) throws IOException {
    json.writeStartObject();
    DetectionJson.writeFields(json, result.source(), result.prediction());
    write(json, result.timings());
    json.writeEndObject();
  }

  static void writeError(JsonGenerator json, String source, String error) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source);
    json.writeStringField("error", error);
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Timings timings) throws IOException {
    DetectionJson.writeTimings(
        json, timings.decode(), timings.preprocess(), timings.forward(), timings.postprocess());
  }
}
