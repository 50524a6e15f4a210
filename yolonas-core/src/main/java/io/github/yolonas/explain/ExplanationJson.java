package io.github.yolonas.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.InputSize;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The JSON form of an explanation. */
final class ExplanationJson {
  private final JsonGenerator json;

  private ExplanationJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(ModelExplanation explanation) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new ExplanationJson(json).write(explanation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(ModelExplanation e) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", e.model());
    json.writeStringField("format", e.format().name().toLowerCase(Locale.ROOT));
    writeDigest(e);
    json.writeStringField("architecture", e.architecture());
    write("classNames", e.classNames());
    json.writeObjectFieldStart("input");
    write(Row.of(e.input()));
    write("steps", e.input().steps());
    json.writeEndObject();
    json.writeObjectFieldStart("execution");
    write(Row.of(e.execution()));
    json.writeEndObject();
    json.writeObjectFieldStart("thresholds");
    write(Row.of(e.thresholds()));
    json.writeEndObject();
    json.writeStringField("libraryVersion", e.libraryVersion());
    json.writeStringField("licence", e.licence());
    json.writeEndObject();
  }

  private void writeDigest(ModelExplanation e) throws IOException {
    try {
      json.writeStringField("sha256", e.sha256());
    } catch (CheckpointException unknown) {
      json.writeNullField("sha256");
      json.writeStringField("sha256Unknown", unknown.getMessage());
    }
  }

  private void write(List<Row> rows) throws IOException {
    for (Row row : rows) {
      write(row.key(), row.chosen());
    }
  }

  private void write(String key, Chosen<?> chosen) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeFieldName("value");
    writeValue(chosen.value());
    json.writeStringField("origin", chosen.origin().toString());
    if (!chosen.why().isEmpty()) {
      json.writeStringField("why", chosen.why());
    }
    json.writeEndObject();
  }

  private void writeValue(Object value) throws IOException {
    if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Collection<?> many) {
      json.writeStartArray();
      for (Object one : many) {
        writeValue(one);
      }
      json.writeEndArray();
    } else if (value instanceof Optional<?> size) {
      writeSize(size);
    } else {
      json.writeString(Row.text(value));
    }
  }

  /** Rows and columns; nothing where they follow each image's. */
  private void writeSize(Optional<?> size) throws IOException {
    if (size.isPresent() && size.get() instanceof InputSize fixed) {
      json.writeArray(new int[] {fixed.height(), fixed.width()}, 0, 2);
    } else {
      json.writeNull();
    }
  }
}
