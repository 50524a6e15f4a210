package io.github.yolonas.train.recipe;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What became of a phase. Immutable.
 *
 * @param name the phase's
 * @param folder where its checkpoints, logs and pictures are
 * @param summary of its training; of a phase that was done earlier, what was said then
 */
public record PhaseResult(String name, Path folder, TrainingSummary summary) {
  private static final double MILLIS = 1e3;

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("folder", folder.toString());
    json.writeStringField("reason", summary.reason().name());
    json.writeNumberField("epochs", summary.epochs());
    json.writeNumberField("steps", summary.steps());
    json.writeNumberField("skipped", summary.skipped());
    if (summary.bestEpoch().isPresent()) {
      json.writeNumberField("bestEpoch", summary.bestEpoch().getAsInt());
    }
    if (summary.best().isPresent()) {
      json.writeFieldName("stats");
      double[] stats = summary.best().get().toArray();
      json.writeArray(stats, 0, stats.length);
    }
    json.writeStringField("checkpoint", summary.checkpoint().toString());
    json.writeNumberField("seconds", summary.duration().toMillis() / MILLIS);
    json.writeEndObject();
  }

  /** A line for people. */
  @Override
  public String toString() {
    String best =
        summary
            .best()
            .map(
                stats ->
                    String.format(
                        Locale.ROOT,
                        ", best AP %.3f (AP50 %.3f) in epoch %d",
                        stats.ap(),
                        stats.ap50(),
                        summary.bestEpoch().orElse(0) + 1))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "%s: %s after %d epochs, %d batches%s, %.0f s",
        name,
        switch (summary.reason()) {
          case COMPLETED -> "done";
          case NO_IMPROVEMENT -> "ended, as it got no better,";
          case INTERRUPTED -> "interrupted";
        },
        summary.epochs(),
        summary.steps(),
        best,
        summary.duration().toMillis() / MILLIS);
  }
}
