package io.github.yolonas.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.json.DetectionJson;
import java.io.IOException;
import java.io.Writer;

/** An array whose elements come one after the other, each on a line of its own. */
final class JsonArrayWriter implements DetectionWriter {
  private final JsonGenerator json;
  private final Elements elements;
  private boolean closed;

  /** What an image gives to the array: any number of elements. */
  interface Elements {
    void write(JsonGenerator json, AnnotatedImage image) throws IOException;
  }

  JsonArrayWriter(Writer out, Elements elements) {
    this.elements = elements;
    try {
      json = DetectionJson.FACTORY.createGenerator(out);
      json.writeRaw("[\n");
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }

  @Override
  public void write(AnnotatedImage image) {
    if (closed) {
      throw new IllegalStateException("the JSON array is closed");
    }
    try {
      elements.write(json, image);
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      json.writeRaw("\n]\n");
      json.close(); // flushes, and leaves what it writes to open
    } catch (IOException e) {
      throw Lines.failed(e);
    }
  }
}
