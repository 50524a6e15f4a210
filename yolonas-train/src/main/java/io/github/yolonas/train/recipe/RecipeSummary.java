package io.github.yolonas.train.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of a recipe. Immutable.
 *
 * @param phases those that are done, in order, and the one that was interrupted between batches
 * @param checkpoint a copy of the last phase's best network; empty if it was interrupted before
 * @param report a page that tells how good that is, if the last phase has images to validate with
 */
public record RecipeSummary(
    List<PhaseResult> phases, Optional<Path> checkpoint, Optional<Path> report) {
  /** Copies the list. */
  public RecipeSummary {
    phases = List.copyOf(phases);
  }

  /** What there is of a recipe that was interrupted. */
  static RecipeSummary interrupted(List<PhaseResult> phases) {
    return new RecipeSummary(phases, Optional.empty(), Optional.empty());
  }

  /** Whether all phases are done; otherwise it was interrupted, and can be resumed. */
  public boolean isComplete() {
    return checkpoint.isPresent();
  }

  /**
   * {@code {"complete": …, "checkpoint": …, "report": …, "phases": [{"name": …, "stats": [twelve
   * numbers], …}]}}; what there is not is left out, paths are as they were given.
   */
  public String toJson() {
    return JsonText.object(
        json -> {
          json.writeBooleanField("complete", isComplete());
          if (checkpoint.isPresent()) {
            json.writeStringField("checkpoint", checkpoint.get().toString());
          }
          if (report.isPresent()) {
            json.writeStringField("report", report.get().toString());
          }
          json.writeArrayFieldStart("phases");
          for (PhaseResult phase : phases) {
            phase.write(json);
          }
          json.writeEndArray();
        });
  }

  /** A line for each phase, and where the result is. */
  @Override
  public String toString() {
    String lines = phases.stream().map(PhaseResult::toString).collect(Collectors.joining("\n"));
    return lines
        + checkpoint.map(path -> "\nbest network: " + path).orElse("")
        + report.map(path -> "\nreport: " + path).orElse("");
  }
}
