package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionJsonWriter;
import io.github.yolonas.PredictionOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** Prints outcomes as they come: for people, or as one JSON array; all else to standard error. */
final class Report implements AutoCloseable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Optional<PredictionJsonWriter> json;

  private Report(PrintWriter out, PrintWriter err, Optional<PredictionJsonWriter> json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  static Report to(CommandLine command, boolean json) {
    PrintWriter out = command.getOut();
    return new Report(
        out,
        command.getErr(),
        json ? Optional.of(new PredictionJsonWriter(out)) : Optional.empty());
  }

  void add(PredictionOutcome outcome) {
    json.ifPresent(writer -> writer.write(outcome));
    if (outcome instanceof PredictionOutcome.Unreadable unreadable) {
      err.println("yolonas: " + unreadable.error().getMessage());
      err.flush();
    } else if (json.isEmpty()) {
      print(outcome.orElseThrow());
    }
  }

  private void print(ImageDetectionPrediction result) {
    out.printf("%s: %d detections%n", result.source(), result.prediction().size());
    result.prediction().forEach(detection -> out.println("  " + detection));
    out.flush();
  }

  /** Says where a picture went. */
  void note(Path picture) {
    err.println("wrote " + picture);
    err.flush();
  }

  /** Ends the JSON array. */
  @Override
  public void close() {
    json.ifPresent(PredictionJsonWriter::close);
    if (json.isPresent()) {
      out.println();
    }
    out.flush();
  }
}
