package io.github.yolonas.train.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.network.TrainableNetwork;
import io.github.yolonas.train.trainer.ColouredBoxes;
import io.github.yolonas.train.trainer.SmallTraining;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.Trainer;
import io.github.yolonas.train.trainer.TrainerOptions;
import io.github.yolonas.train.trainer.TrainingException;
import io.github.yolonas.train.trainer.TrainingListener;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A student in a trainer: it goes on to the same numbers, projections included. */
@ExtendWith(NativeLeakExtension.class)
class DistilledTrainingTest {
  private static final DistillationOptions OPTIONS =
      DistillationOptions.builder().leastScore(0).build();
  private static final TrainerOptions TRAINING =
      SmallTraining.options(2).saveEverySteps(1).clipNorm(10).build();
  private static final long TEACHER = 11;

  @TempDir private static Path unbroken;
  private static List<Double> expected = List.of();

  @TempDir private Path folder;

  @BeforeAll
  static void runUnbroken() {
    expected = run(unbroken, OPTIONS, TEACHER, false, Integer.MAX_VALUE);
    assertThat(expected).hasSize(4).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void goesOnToTheSameNumbers(int steps) {
    List<Double> before = run(folder, OPTIONS, TEACHER, false, steps);
    List<Double> after = run(folder, OPTIONS, TEACHER, true, Integer.MAX_VALUE);
    assertThat(before).isEqualTo(expected.subList(0, steps));
    assertThat(after).isEqualTo(expected.subList(steps, expected.size()));
    Map<String, ByteBuffer> state = state(folder);
    assertThat(state).isEqualTo(state(unbroken));
    assertThat(state.keySet())
        .contains(
            "auxiliary.0.projection.p3.weight",
            "optimizer.exp_avg.auxiliary.0.projection.p3.weight");
  }

  @Test
  void projectionsAreLearnedAndTheStudentListens() {
    run(folder, OPTIONS, TEACHER, false, 1);
    String name = "auxiliary.0.projection.p5.weight";
    assertThat(state(folder).get(name)).isNotEqualTo(state(unbroken).get(name));
    List<Double> alone = SmallTraining.run(folder.resolve("alone"), TRAINING, false).totals();
    assertThat(alone.get(0)).isEqualTo(expected.get(0));
    assertThat(alone.get(3)).isNotEqualTo(expected.get(3));
  }

  @Test
  void anotherTeacherAndOtherOptionsAreRefused() {
    assertThatThrownBy(() -> run(unbroken, OPTIONS, TEACHER + 1, true, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("from a teacher with checksum");
    assertThatThrownBy(() -> run(unbroken, DistillationOptions.defaults(), TEACHER, true, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("leastScore=0.05");
    assertThatThrownBy(() -> SmallTraining.run(unbroken, TRAINING, true))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("beside DistillationOptions");
  }

  /** Interrupts after some batches; tells the losses of the labels. */
  private static List<Double> run(
      Path folder, DistillationOptions options, long teacherSeed, boolean resume, int steps) {
    SmallTraining.Losses losses = new SmallTraining.Losses();
    try (TrainableNetwork teacher = DistillationLossTest.network(0.25, 3, teacherSeed);
        TrainableNetwork student = SmallTraining.network();
        DistillationLoss loss = DistillationLoss.of(teacher, student, options)) {
      Trainer.builder(student, SmallTraining.loader(new ColouredBoxes(8, 1)), folder)
          .options(TRAINING)
          .auxiliaryLoss(loss)
          .resume(resume)
          .listener(losses)
          .listener(
              new TrainingListener() {
                @Override
                public void step(StepReport report) {
                  if (losses.steps().size() == steps) {
                    Thread.currentThread().interrupt();
                  }
                }
              })
          .build()
          .train();
      assertThat(Thread.interrupted()).isEqualTo(steps != Integer.MAX_VALUE);
    }
    return losses.totals();
  }

  private static Map<String, ByteBuffer> state(Path folder) {
    return SmallTraining.tensors(folder.resolve("state.safetensors"));
  }
}
