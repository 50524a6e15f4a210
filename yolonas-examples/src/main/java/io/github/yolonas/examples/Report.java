package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionJsonWriter;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ResultWriteException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine;

/**
 * Tells outcomes as they come: results to standard output, for people or as one JSON array, and to
 * pictures if wanted; all else to standard error.
 */
final class Report implements AutoCloseable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Optional<PredictionJsonWriter> json;
  private final Optional<PictureFolder> pictures;
  private final ProgressLine progress;
  private final OptionalLong total;
  private long done;
  private boolean complete = true;

  Report(CommandLine command, boolean json, Optional<PictureFolder> pictures, long images) {
    out = command.getOut();
    err = command.getErr();
    this.json = json ? Optional.of(new PredictionJsonWriter(out)) : Optional.empty();
    this.pictures = pictures;
    total = OptionalLong.of(images);
    progress = ProgressLine.of(err, "predict", "images", total);
  }

  void add(PredictionOutcome outcome) {
    json.ifPresent(writer -> writer.write(outcome));
    if (outcome instanceof PredictionOutcome.Unreadable unreadable) {
      failed(unreadable.error());
    } else {
      add(outcome.orElseThrow());
    }
    progress.progressed(++done, total);
  }

  private void add(ImageDetectionPrediction result) {
    if (json.isEmpty()) {
      print(result);
    }
    try {
      pictures.ifPresent(folder -> note("wrote " + folder.save(result)));
    } catch (ResultWriteException e) {
      failed(e);
    }
  }

  private void print(ImageDetectionPrediction result) {
    int count = result.prediction().size();
    progress.above(
        () -> {
          out.printf(
              "%s: %d %s%n", result.source(), count, count == 1 ? "detection" : "detections");
          result.prediction().forEach(detection -> out.println("  " + detection));
          out.flush();
        });
  }

  private void failed(RuntimeException error) {
    complete = false;
    note("yolonas: " + error.getMessage());
    PathSuggestion.of(error).ifPresent(this::note);
  }

  private void note(String line) {
    progress.above(
        () -> {
          err.println(line);
          err.flush();
        });
  }

  /** Whether all went well so far. */
  boolean isComplete() {
    return complete;
  }

  /** Ends the JSON array. */
  @Override
  public void close() {
    progress.close();
    json.ifPresent(PredictionJsonWriter::close);
    out.flush();
  }
}
