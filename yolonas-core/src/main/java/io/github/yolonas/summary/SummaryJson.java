package io.github.yolonas.summary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** The JSON form of a summary, with the records' own names. */
final class SummaryJson {
  private final JsonGenerator json;

  private SummaryJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(ModelSummary summary) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      new SummaryJson(json).write(summary);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but memory
    }
    return text.toString();
  }

  private void write(ModelSummary summary) throws IOException {
    json.writeStartObject();
    json.writeStringField("form", summary.form().name().toLowerCase(Locale.ROOT));
    json.writeArrayFieldStart("layers");
    for (LayerSummary layer : summary.rows()) {
      write(layer);
    }
    json.writeEndArray();
    write(summary.totals());
    json.writeEndObject();
  }

  private void write(LayerSummary layer) throws IOException {
    json.writeStartObject();
    json.writeStringField("path", layer.path());
    json.writeStringField("type", layer.type());
    json.writeStringField("name", layer.name());
    json.writeNumberField("depth", layer.depth());
    json.writeNumberField("index", layer.index());
    json.writeBooleanField("leaf", layer.leaf());
    write("kernelSize", layer.kernelSize());
    write("inputSize", layer.inputSize());
    write("outputSize", layer.outputSize());
    json.writeNumberField("params", layer.params());
    json.writeNumberField("ownParams", layer.ownParams());
    json.writeNumberField("trainableParams", layer.trainableParams());
    json.writeNumberField("multAdds", layer.multAdds());
    if (layer.precision().isPresent()) {
      json.writeStringField("precision", layer.precision().get().name().toLowerCase(Locale.ROOT));
    }
    json.writeEndObject();
  }

  private void write(String name, List<? extends Number> numbers) throws IOException {
    json.writeArrayFieldStart(name);
    for (Number number : numbers) {
      json.writeNumber(number.longValue());
    }
    json.writeEndArray();
  }

  private void write(SummaryTotals totals) throws IOException {
    json.writeObjectFieldStart("totals");
    json.writeNumberField("params", totals.params());
    json.writeNumberField("trainableParams", totals.trainableParams());
    json.writeNumberField("nonTrainableParams", totals.nonTrainableParams());
    json.writeNumberField("multAdds", totals.multAdds());
    json.writeNumberField("inputBytes", totals.inputBytes());
    json.writeNumberField("outputBytes", totals.outputBytes());
    json.writeNumberField("paramBytes", totals.paramBytes());
    json.writeNumberField("totalBytes", totals.totalBytes());
    json.writeEndObject();
  }
}
