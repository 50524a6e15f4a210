package io.github.yolonas.examples.command;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionJsonWriter;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ProgressListener;
import io.github.yolonas.examples.terminal.PathSuggestion;
import io.github.yolonas.examples.terminal.Screen;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import picocli.CommandLine;

/**
 * Tells outcomes as they come: results to standard output, for people or as one JSON array, and to
 * files if wanted; all else to standard error.
 */
final class Report implements AutoCloseable {
  private final Screen screen;
  private final Optional<PredictionJsonWriter> json;
  private final ResultOutputs outputs;
  private final LongConsumer imagesDone;
  private long done;
  private boolean faultless = true;

  /** Shows how many images are done. */
  static Report ofImages(CommandLine command, boolean json, ResultOutputs outputs, long images) {
    OptionalLong total = OptionalLong.of(images);
    Screen screen = new Screen(command, "predict", "images", total);
    return new Report(screen, json, outputs, done -> screen.progress().progressed(done, total));
  }

  /** Leaves it to {@link #progress} how many tiles are done. */
  static Report ofTiles(CommandLine command, boolean json, ResultOutputs outputs) {
    Screen screen = new Screen(command, "predict", "tiles", OptionalLong.empty());
    return new Report(screen, json, outputs, done -> {});
  }

  private Report(Screen screen, boolean json, ResultOutputs outputs, LongConsumer imagesDone) {
    this.screen = screen;
    this.imagesDone = imagesDone;
    this.json = json ? Optional.of(new PredictionJsonWriter(screen.out())) : Optional.empty();
    this.outputs = outputs;
  }

  /** Whom to tell how far the work is. */
  ProgressListener progress() {
    return screen.progress();
  }

  void add(PredictionOutcome outcome) {
    json.ifPresent(writer -> writer.write(outcome));
    if (outcome instanceof PredictionOutcome.Unreadable unreadable) {
      failed(unreadable.error());
    } else if (json.isEmpty()) {
      print(outcome.orElseThrow());
    }
    outputs.add(outcome, screen::note, this::failed);
    imagesDone.accept(++done);
  }

  /** No outcome follows. */
  void complete() {
    outputs.complete(screen::note);
  }

  private void print(ImageDetectionPrediction result) {
    int count = result.prediction().size();
    screen.print(
        out -> {
          out.printf(
              "%s: %d %s%n", result.source(), count, count == 1 ? "detection" : "detections");
          result.prediction().forEach(detection -> out.println("  " + detection));
        });
  }

  private void failed(RuntimeException error) {
    faultless = false;
    screen.note("yolonas: " + error.getMessage());
    PathSuggestion.of(error).ifPresent(screen::note);
  }

  /** Whether all went well so far. */
  boolean isFaultless() {
    return faultless;
  }

  /** Ends the JSON array. */
  @Override
  public void close() {
    json.ifPresent(PredictionJsonWriter::close);
    screen.close();
  }
}
