package io.github.yolonas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;

/** An array that is written as its elements come, each on a line of its own. */
public final class JsonArray {
  private final JsonGenerator json;
  private boolean closed;

  /** Begins the array; {@code out} stays the caller's to close. */
  public JsonArray(Writer out) throws IOException {
    json = DetectionJson.FACTORY.createGenerator(out);
    json.writeRaw("[\n");
  }

  /** Writes any number of elements. */
  public interface Elements {
    /** Writes them, each a whole value. */
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Adds elements.
   *
   * @throws IllegalStateException if the array is closed
   */
  public void add(Elements elements) throws IOException {
    if (closed) {
      throw new IllegalStateException("the JSON array is closed");
    }
    elements.write(json);
  }

  /** Adds elements, and hands all on, so that a reader at the other end of a pipe can follow. */
  public void addAndFlush(Elements elements) throws IOException {
    add(elements);
    json.flush();
  }

  /** Ends the array and flushes it. Closing again does nothing. */
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    json.writeRaw("\n]\n");
    json.close(); // flushes, and leaves what it writes to open
  }
}
