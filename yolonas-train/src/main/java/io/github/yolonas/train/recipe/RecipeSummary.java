package io.github.yolonas.train.recipe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What became of a recipe. Immutable.
 *
 * @param phases those that were begun, in order
 * @param checkpoint a copy of the last phase's best network; empty if it was interrupted before
 */
public record RecipeSummary(List<PhaseResult> phases, Optional<Path> checkpoint) {
  /** Copies the list. */
  public RecipeSummary {
    phases = List.copyOf(phases);
  }

  /** Whether all phases are done; otherwise it was interrupted, and can be resumed. */
  public boolean isComplete() {
    return checkpoint.isPresent();
  }
}
