package io.github.yolonas.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.json.JsonArray;
import java.io.IOException;
import java.io.Writer;

/** An array whose elements come one after the other, each on a line of its own. */
final class JsonArrayWriter implements DetectionWriter {
  private final JsonArray array;
  private final Elements elements;

  /** What an image gives to the array: any number of elements. */
  interface Elements {
    void write(JsonGenerator json, AnnotatedImage image) throws IOException;
  }

  JsonArrayWriter(Writer out, Elements elements) {
    this.elements = elements;
    try {
      array = new JsonArray(out);
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }

  @Override
  public void write(AnnotatedImage image) {
    try {
      array.add(json -> elements.write(json, image));
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      array.close();
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }
}
