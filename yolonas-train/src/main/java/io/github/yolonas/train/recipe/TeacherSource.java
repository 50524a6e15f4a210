package io.github.yolonas.train.recipe;

import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.trainer.AuxiliaryLoss;

/** Gets the teachers that a recipe names. */
@FunctionalInterface
public interface TeacherSource {

  /** What a teacher teaches; freed when the phase ends. */
  interface Lesson extends AuxiliaryLoss, AutoCloseable {
    /** Frees the teacher. */
    @Override
    void close();
  }

  /**
   * Loads a teacher.
   *
   * @param student which will learn from it, on its device; it stays the caller's
   * @throws IllegalArgumentException if a weight has a name that no loss has
   */
  Lesson open(Distillation distillation, TrainableNetwork student);
}
