package io.github.yolonas.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** A report for programs; numbers are as measured, and what there is not is absent. */
final class ReportJson {
  private ReportJson() {}

  static void write(Report report, Path file) throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(Files.newBufferedWriter(file, StandardCharsets.UTF_8))
            .useDefaultPrettyPrinter()) {
      json.writeStartObject();
      machine(json, report);
      workload(json, report);
      json.writeArrayFieldStart("results");
      for (Result result : report.results()) {
        result(json, report, result);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("figures");
      for (Figure figure : report.figures()) {
        json.writeStartObject();
        json.writeStringField("key", figure.key());
        json.writeStringField("label", figure.label());
        json.writeNumberField("value", figure.value());
        json.writeStringField("unit", figure.unit());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void machine(JsonGenerator json, Report report) throws IOException {
    json.writeObjectFieldStart("machine");
    json.writeStringField("cpu", report.machine().cpu());
    json.writeNumberField("cores", report.machine().cores());
    json.writeArrayFieldStart("features");
    for (String feature : report.machine().features()) {
      json.writeString(feature);
    }
    json.writeEndArray();
    json.writeStringField("system", report.machine().system());
    for (Map.Entry<String, Double> limit : report.limits().entrySet()) {
      json.writeNumberField(limit.getKey() + "GflopPerSecond", limit.getValue());
    }
    json.writeEndObject();
  }

  private static void workload(JsonGenerator json, Report report) throws IOException {
    json.writeObjectFieldStart("workload");
    json.writeStringField("model", report.workload().model());
    json.writeNumberField("height", report.workload().size().height());
    json.writeNumberField("width", report.workload().size().width());
    json.writeNumberField("batch", report.workload().batch());
    json.writeNumberField("threads", report.workload().threads());
    json.writeNumberField("gflopPerPass", report.gigaflops());
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, Report report, Result result) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", result.name());
    json.writeStringField("precision", result.precision());
    if (result.milliseconds().isPresent()) {
      Quartiles time = result.milliseconds().orElseThrow();
      json.writeStringField("version", result.version());
      json.writeNumberField("medianMs", time.median());
      json.writeNumberField("firstQuartileMs", time.first());
      json.writeNumberField("thirdQuartileMs", time.third());
      json.writeNumberField("imagesPerSecond", report.imagesPerSecond(time));
      json.writeNumberField("gflopPerSecond", report.gigaflopsPerSecond(time));
      optional(json, "partOfLimit", report.partOfLimit(result));
      optional(json, "timesReference", report.ratio(result));
      json.writeNumberField("scoreDifference", result.scoreDifference());
    } else {
      json.writeStringField("notAvailable", result.remark());
    }
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, OptionalDouble value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.orElseThrow());
    }
  }
}
