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
   * Knowledge distillation: weights {@code class}, {@code box} and {@code feature}, as in {@link
   * io.github.yolonas.train.distill.DistillationOptions}; one that is not named is 0.
   */
  static TeacherSource distillation() {
    return new DistillationTeachers();
  }

  /**
   * Loads a teacher.
   *
   * @param student which will learn from it, on its device; it stays the caller's
   * @throws IllegalArgumentException if a weight has a name that no loss has
   */
  Lesson open(Distillation distillation, TrainableNetwork student);

  /**
   * Looks at a recipe before anything starts.
   *
   * @throws IllegalArgumentException if a weight has a name that no loss has, or none counts
   */
  default void check(Distillation distillation) {}
}
