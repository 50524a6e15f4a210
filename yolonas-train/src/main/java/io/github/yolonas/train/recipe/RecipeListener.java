package io.github.yolonas.train.recipe;

import io.github.yolonas.train.trainer.TrainingListener;

/** Follows all phases of a recipe; steps and epochs are counted anew in each. */
public interface RecipeListener extends TrainingListener {

  /** Before a phase begins, or goes on. */
  default void phase(PhaseStart start) {}
}
