package io.github.yolonas.video;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.Timings;
import io.github.yolonas.json.DetectionJson;
import io.github.yolonas.json.JsonArray;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.video.track.Track;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
  private final JsonArray array;

  /**
   * Begins the array.
   *
   * @param out where it goes; it stays the caller's to close
   * @throws UncheckedIOException if {@code out} fails
   */
  public FrameJsonWriter(Writer out) {
    try {
      array = new JsonArray(out);
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
    add(json -> write(json, frame));
  }

  /**
   * Adds {@code {"source": …, "error": …}}.
   *
   * @throws UncheckedIOException if the writer fails
   */
  public void writeError(VideoReadException error) {
    add(
        json -> {
          json.writeStartObject();
          json.writeStringField("source", error.source());
          json.writeStringField("error", error.getMessage());
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, FramePrediction frame) throws IOException {
    ImageShape shape = frame.result().prediction().imageShape();
    json.writeStartObject();
    json.writeStringField("source", frame.result().source());
    json.writeNumberField("frame", frame.index());
    json.writeNumberField("timeMs", DetectionJson.millis(frame.timestamp()));
    json.writeNumberField("width", shape.width());
    json.writeNumberField("height", shape.height());
    json.writeArrayFieldStart("detections");
    for (Detection detection : frame.result().prediction()) {
      write(json, detection, frame.trackOf(detection));
    }
    json.writeEndArray();
    write(json, frame.result().timings());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Detection detection, Optional<Track> track)
      throws IOException {
    json.writeStartObject();
    DetectionJson.writeFields(json, detection);
    if (track.isPresent()) {
      json.writeNumberField("trackId", track.get().id());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Timings timings) throws IOException {
    DetectionJson.writeTimings(
        json, timings.decode(), timings.preprocess(), timings.forward(), timings.postprocess());
  }

  private void add(JsonArray.Elements frame) {
    try {
      array.addAndFlush(frame);
    } catch (IOException e) {
      throw failed(e);
    }
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
    try {
      array.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
