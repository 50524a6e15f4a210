package io.github.yolonas.train.recipe;

import io.github.yolonas.train.network.TrainableNetwork;
import java.util.Optional;

/**
 * A phase's teacher, if it has one.
 *
 * @param lesson what it teaches
 */
record Lessons(Optional<TeacherSource.Lesson> lesson) implements AutoCloseable {

  static Lessons of(Phase phase, TeacherSource teachers, TrainableNetwork student) {
    return new Lessons(phase.distillation().map(teacher -> teachers.open(teacher, student)));
  }

  @Override
  public void close() {
    lesson.ifPresent(TeacherSource.Lesson::close);
  }
}
