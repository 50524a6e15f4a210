package io.github.yolonas;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a {@link QuantizationReport} as JSON: {@code method}, {@code images}, {@code skipped},
 * {@code detections} and {@code layers}, with the records' own names. A ratio of infinity is {@code
 * null}.
 */
public final class QuantizationReportWriter {
  private QuantizationReportWriter() {}

  /**
   * Writes a file, which appears whole or not at all.
   *
   * @throws ResultWriteException if it cannot be written
   */
  public static void write(QuantizationReport report, Path file) {
    try {
      byte[] json = toJson(report);
      AtomicFile.write(file, part -> Files.write(part, json));
    } catch (IOException e) {
      throw new ResultWriteException(file + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }

  private static byte[] toJson(QuantizationReport report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("method", report.method().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("images", report.images());
      json.writeArrayFieldStart("skipped");
      for (String name : report.skipped()) {
        json.writeString(name);
      }
      json.writeEndArray();
      writeDetections(json, report.detections());
      json.writeArrayFieldStart("layers");
      for (QuantizationReport.Layer layer : report.layers()) {
        json.writeStartObject();
        json.writeStringField("name", layer.name());
        json.writeBooleanField("quantized", layer.quantized());
        writeRatio(json, "ownSnr", layer.ownSnr());
        writeRatio(json, "snr", layer.snr());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void writeDetections(JsonGenerator json, QuantizationReport.DetectionChange change)
      throws IOException {
    json.writeObjectFieldStart("detections");
    json.writeNumberField("images", change.images());
    json.writeNumberField("before", change.before());
    json.writeNumberField("after", change.after());
    json.writeNumberField("matched", change.matched());
    json.writeNumberField("meanIou", change.meanIou());
    json.writeNumberField("meanScoreChange", change.meanScoreChange());
    json.writeEndObject();
  }

  private static void writeRatio(JsonGenerator json, String name, double decibels)
      throws IOException {
    if (Double.isFinite(decibels)) {
      json.writeNumberField(name, decibels);
    } else {
      json.writeNullField(name);
    }
  }
}
