package io.github.yolonas.video;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.video.track.Track;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the predictions of a video's frames into one JSON array, each as it comes, one line each,
 * flushed. They look like those of images, with the frame's number and time:
 *
 * <pre>{@code
 * {"source": "a.mp4", "frame": 12, "timeMs": 400.0, "width": 640, "height": 480,
 *  "detections": [{"label": 3, "className": "star", "score": 0.91, "box": [x1, y1, x2, y2],
 *                  "trackId": 7}],
 *  "timings": {"decodeMs": …, "preprocessMs": …, "forwardMs": …, "postprocessMs": …}}
 * }</pre>
 *
 * <p>{@code trackId} is there for detections that belong to a track. Numbers that JSON has none for
 * are {@code null}. Not for use by several threads at once.
 */
public final class FrameJsonWriter implements AutoCloseable {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .rootValueSeparator(",\n")
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final JsonGenerator json;
  private boolean closed;

  /**
   * Begins the array.
   *
   * @param out where it goes; it stays the caller's to close
   * @throws UncheckedIOException if {@code out} fails
   */
  public FrameJsonWriter(Writer out) {
    try {
      json = FACTORY.createGenerator(out);
      json.writeRaw("[\n");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Adds a frame.
   *
   * @throws UncheckedIOException if the writer fails
   */
  public void write(FramePrediction frame) {
    try {
      ImageShape shape = frame.result().prediction().imageShape();
      json.writeStartObject();
      json.writeStringField("source", frame.result().source());
      json.writeNumberField("frame", frame.index());
      json.writeNumberField("timeMs", millis(frame.timestamp()));
      json.writeNumberField("width", shape.width());
      json.writeNumberField("height", shape.height());
      json.writeArrayFieldStart("detections");
      for (Detection detection : frame.result().prediction()) {
        write(detection, frame.trackOf(detection));
      }
      json.writeEndArray();
      write(frame.result().timings());
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Adds {@code {"source": …, "error": …}}.
   *
   * @throws UncheckedIOException if the writer fails
   */
  public void writeError(VideoReadException error) {
    try {
      json.writeStartObject();
      json.writeStringField("source", error.source());
      json.writeStringField("error", error.getMessage());
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void write(Detection detection, Optional<Track> track) throws IOException {
    json.writeStartObject();
    json.writeNumberField("label", detection.label());
    json.writeStringField("className", detection.className());
    json.writeFieldName("score");
    write(detection.confidence());
    json.writeArrayFieldStart("box");
    for (float coordinate : detection.box().toXyxy()) {
      write(coordinate);
    }
    json.writeEndArray();
    if (track.isPresent()) {
      json.writeNumberField("trackId", track.get().id());
    }
    json.writeEndObject();
  }

  private void write(Timings timings) throws IOException {
    json.writeObjectFieldStart("timings");
    json.writeNumberField("decodeMs", millis(timings.decode()));
    json.writeNumberField("preprocessMs", millis(timings.preprocess()));
    json.writeNumberField("forwardMs", millis(timings.forward()));
    json.writeNumberField("postprocessMs", millis(timings.postprocess()));
    json.writeEndObject();
  }

  private void write(float value) throws IOException {
    if (Float.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("JSON cannot be written: " + e.getMessage(), e);
  }

  /**
   * Ends the array and flushes the writer, which stays open. Closing again does nothing.
   *
   * @throws UncheckedIOException if the writer fails
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      json.writeRaw("\n]\n");
      json.flush();
      json.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
