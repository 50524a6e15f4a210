package io.github.yolonas.train.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.trainer.EpochReport;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.TrainingListener;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * {@code training.jsonl} for programs: one JSON object a line, in the order in which things
 * happened. Not thread-safe.
 *
 * <p>Each has {@code event} ({@code started}, {@code step}, {@code epoch} or {@code finished}),
 * {@code step} and {@code time} (ISO 8601, UTC); other fields are called as in {@link StepReport},
 * {@link EpochReport} and {@link TrainingSummary}, and those of what is minimised beside the
 * labels' loss as that calls them. Durations are in seconds. A number that is not finite is {@code
 * null}, as JSON knows none.
 */
public final class JsonLinesLog implements TrainingListener {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String STEP = "step";

  private final LineFile file;

  /**
   * A log. Nothing is written before the training begins.
   *
   * @param folder where the file is; made if it does not exist
   */
  public JsonLinesLog(Path folder) {
    file = new LineFile(folder.resolve("training.jsonl"));
  }

  /** The fields of an event. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Forgets what is later than the step.
   *
   * @throws TrainingLogException if the file is another's, damaged, or cannot be written
   */
  @Override
  public void started(long step) {
    file.restart("", (number, line) -> stepOf(number, line) <= step && step > 0);
    append("started", step, json -> {});
  }

  /**
   * Adds a line.
   *
   * @throws TrainingLogException if it cannot be written
   */
  @Override
  public void step(StepReport report) {
    append(
        STEP,
        report.step(),
        json -> {
          json.writeNumberField("epoch", report.epoch());
          json.writeNumberField("batch", report.batch());
          json.writeNumberField("images", report.images());
          number(json, "learningRate", report.learningRate());
          loss(json, report.loss());
          for (var term : report.auxiliary().entrySet()) {
            number(json, term.getKey(), term.getValue());
          }
          number(json, "gradientNorm", report.gradientNorm());
          json.writeBooleanField("skipped", report.skipped());
          number(json, "seconds", Seconds.of(report.duration()));
          number(json, "waitingSeconds", Seconds.of(report.waiting()));
        });
  }

  /**
   * Adds a line.
   *
   * @throws TrainingLogException if it cannot be written
   */
  @Override
  public void epoch(EpochReport report) {
    append(
        "epoch",
        report.step(),
        json -> {
          json.writeNumberField("epoch", report.epoch());
          json.writeNumberField("epochs", report.epochs());
          loss(json, report.loss());
          json.writeNumberField("skipped", report.skipped());
          json.writeNumberField("images", report.images());
          number(json, "seconds", Seconds.of(report.training()));
          number(json, "imagesPerSecond", report.imagesPerSecond());
          number(json, "waitingShare", report.waitingShare());
          json.writeBooleanField("best", report.best());
          if (report.validation().isPresent()) {
            validation(json, report.validation().get());
          }
        });
  }

  /**
   * Adds a line.
   *
   * @throws TrainingLogException if it cannot be written
   */
  @Override
  public void finished(TrainingSummary summary) {
    append(
        "finished",
        summary.steps(),
        json -> {
          json.writeStringField("reason", summary.reason().name());
          json.writeNumberField("epochs", summary.epochs());
          json.writeNumberField("skipped", summary.skipped());
          if (summary.bestEpoch().isPresent()) {
            json.writeNumberField("bestEpoch", summary.bestEpoch().getAsInt());
          }
          if (summary.best().isPresent()) {
            validation(json, summary.best().get());
          }
          json.writeStringField("checkpoint", summary.checkpoint().toString());
          number(json, "seconds", Seconds.of(summary.duration()));
        });
  }

  private void append(String event, long step, Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("event", event);
      json.writeNumberField(STEP, step);
      json.writeStringField("time", Instant.now().toString());
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) { // a StringWriter throws none
      throw new UncheckedIOException(e);
    }
    file.append(text.toString());
  }

  private static void loss(JsonGenerator json, DetectionLoss.Values loss) throws IOException {
    number(json, "loss", loss.total());
    number(json, "classification", loss.classification());
    number(json, "iou", loss.iou());
    number(json, "dfl", loss.dfl());
  }

  private static void validation(JsonGenerator json, CocoStats stats) throws IOException {
    json.writeObjectFieldStart("validation");
    double[] values = stats.toArray();
    for (int i = 0; i < values.length; i++) {
      number(json, CocoColumns.NAMES.get(i), values[i]);
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  private long stepOf(int number, String line) {
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean found = json.currentName().equals(STEP);
          JsonToken value = json.nextToken();
          if (found && value == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
          }
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw damaged(number, line);
    }
    throw damaged(number, line);
  }

  private TrainingLogException damaged(int number, String line) {
    return new TrainingLogException(
        "%s: line %d: expected an object with a step, found '%s'"
            .formatted(file.path(), number, line));
  }
}
