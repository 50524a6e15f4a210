package io.github.yolonas;

import io.github.yolonas.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes any number of results into one JSON array, each as it comes, so that memory does not grow
 * with their number. Every result is one line, flushed, so that a reader at the other end of a pipe
 * can follow.
 *
 * <pre>{@code
 * try (PredictionJsonWriter json = new PredictionJsonWriter(out)) {
 *   model.stream(images, options).forEach(json::write);
 * }
 * }</pre>
 *
 * <p>Not for use by several threads at once.
 */
public final class PredictionJsonWriter implements AutoCloseable {
  private final JsonArray array;

  /**
   * Begins the array.
   *
   * @param out where it goes; it stays the caller's to close
   * @throws UncheckedIOException if {@code out} fails
   */
  public PredictionJsonWriter(Writer out) {
    try {
      array = new JsonArray(out);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Adds a result, in the form of {@link ImageDetectionPrediction#toJson}.
   *
   * @param result what was found in an image
   * @throws UncheckedIOException if the writer fails
   */
  public void write(ImageDetectionPrediction result) {
    add(json -> PredictionJson.write(json, result));
  }

  /**
   * Adds a result, or for an image that could not be read its error.
   *
   * @param outcome what became of an image
   * @throws UncheckedIOException if the writer fails
   */
  public void write(PredictionOutcome outcome) {
    if (outcome instanceof PredictionOutcome.Unreadable unreadable) {
      writeError(unreadable.source(), String.valueOf(unreadable.error().getMessage()));
    } else {
      write(outcome.orElseThrow());
    }
  }

  /**
   * Adds {@code {"source": …, "error": …}}.
   *
   * @param source what the image is called
   * @param error what is wrong with it
   * @throws UncheckedIOException if the writer fails
   */
  public void writeError(String source, String error) {
    add(json -> PredictionJson.writeError(json, source, error));
  }

  /**
   * Ends the array and flushes the writer, which stays open. Closing again does nothing.
   *
   * @throws UncheckedIOException if the writer fails
   */
  @Override
  public void close() {
    try {
      array.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void add(JsonArray.Elements element) {
    try {
      array.addAndFlush(element);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("JSON cannot be written: " + e.getMessage(), e);
  }
}
