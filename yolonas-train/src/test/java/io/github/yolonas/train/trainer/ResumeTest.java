package io.github.yolonas.train.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.train.augment.AugmentationPipeline;
import io.github.yolonas.train.network.TrainableNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that was broken off goes on to the same numbers, bit by bit. */
@ExtendWith(NativeLeakExtension.class)
class ResumeTest {
  private static final int EPOCHS = 3;
  private static final TrainerOptions OPTIONS =
      SmallTraining.options(EPOCHS).epochsWithoutMosaic(1).saveEverySteps(1).build();

  @TempDir private static Path unbroken;
  private static List<Double> expected = List.of();

  @TempDir private Path folder;

  @BeforeAll
  static void runUnbroken() {
    expected = run(unbroken, OPTIONS, false, Integer.MAX_VALUE).totals();
    assertThat(expected).hasSize(2 * EPOCHS).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void goesOnFromAnyBatch(int steps) {
    List<Double> before = run(folder, OPTIONS, false, steps).totals();
    assertThat(before).hasSize(steps);
    List<Double> after = run(folder, OPTIONS, true, Integer.MAX_VALUE).totals();
    assertThat(before).isEqualTo(expected.subList(0, steps));
    assertThat(after).isEqualTo(expected.subList(steps, expected.size()));
    assertThat(weights(folder)).isEqualTo(weights(unbroken));
  }

  @Test
  void whatIsDoneIsNotDoneAgain() {
    assertThat(run(unbroken, OPTIONS, true, Integer.MAX_VALUE).totals()).isEmpty();
  }

  @Test
  void anotherTrainingIsNotOverwritten() {
    assertThatThrownBy(() -> run(unbroken, OPTIONS, false, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected an empty folder, found a training");
  }

  @Test
  void otherOptionsAreRefused() {
    TrainerOptions others = SmallTraining.options(EPOCHS + 1).build();
    assertThatThrownBy(() -> run(unbroken, others, true, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("expected a training with these options: 4 epochs")
        .hasMessageContaining("found: 3 epochs");
  }

  @Test
  void aDamagedStateIsNamed() throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("state.safetensors"), new byte[] {1, 2, 3});
    assertThatThrownBy(() -> run(folder, OPTIONS, true, 1))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("state.safetensors: cannot be resumed");
  }

  @Test
  void partsOfAKilledProcessAreTidiedUp() throws IOException {
    Path part = Files.createFile(folder.resolve(".0123.part"));
    run(folder, OPTIONS, false, 1);
    assertThat(part).doesNotExist();
  }

  /** Interrupts after some batches. */
  private static SmallTraining.Losses run(
      Path folder, TrainerOptions options, boolean resume, int steps) {
    SmallTraining.Losses losses = new SmallTraining.Losses();
    ColouredBoxes images = new ColouredBoxes(8, 1);
    try (TrainableNetwork network = SmallTraining.network()) {
      TrainingSummary summary =
          Trainer.builder(
                  network,
                  SmallTraining.loader(images, AugmentationPipeline.training(SmallTraining.SIZE)),
                  folder)
              .options(options)
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
      boolean interrupted = Thread.interrupted();
      assertThat(summary.reason())
          .isEqualTo(interrupted ? StopReason.INTERRUPTED : StopReason.COMPLETED);
    }
    return losses;
  }

  private static Map<String, ByteBuffer> weights(Path folder) {
    return SmallTraining.tensors(folder.resolve("last.pth"));
  }
}
