package io.github.yolonas.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRatePlanTest {

  private static LearningRateSchedule schedule(String name) {
    return switch (name) {
      case "cosine" -> new LearningRateSchedule.Cosine(0.1);
      case "polynomial" -> new LearningRateSchedule.Polynomial(0.9);
      case "step" -> new LearningRateSchedule.Step(List.of(0, 2), 0.1);
      default -> new LearningRateSchedule.Constant();
    };
  }

  @ParameterizedTest(name = "{0}: epoch {6}, batch {7}")
  @CsvFileSource(resources = "learning_rates.csv", useHeadersInDisplayName = true)
  void ratesAreThoseOfTheTable(
      String name,
      int batches,
      int accumulate,
      int warmupBatches,
      int warmupEpochs,
      int cooldownEpochs,
      int epoch,
      int batch,
      double rate) {
    LearningRatePlan plan =
        LearningRatePlan.builder(schedule(name), 4, batches)
            .accumulate(accumulate)
            .warmupBatches(warmupBatches)
            .warmupEpochs(warmupEpochs)
            .cooldownEpochs(cooldownEpochs)
            .build();
    assertThat(plan.rate(1, epoch, batch)).isCloseTo(rate, within(1e-9));
  }

  @Test
  void theRateScalesWithTheInitialOne() {
    LearningRatePlan plan =
        LearningRatePlan.builder(new LearningRateSchedule.Cosine(0.1), 3, 10)
            .warmupBatches(5)
            .warmupInitialRate(1e-6)
            .build();
    assertThat(plan.rate(2e-4, 0, 0)).isEqualTo(1e-6);
    assertThat(plan.rate(2e-4, 0, 4)).isCloseTo(2e-4, within(1e-12));
    assertThat(plan.rate(2e-4, 1, 3)).isCloseTo(2e-4 * plan.rate(1, 1, 3), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 1, 0, 0, 0, epochs",
    "3, 0, 1, 0, 0, 0, batchesPerEpoch",
    "3, 10, 0, 0, 0, 0, accumulate",
    "3, 10, 1, -1, 0, 0, warmupBatches",
    "3, 10, 1, 0, 2, 1, warmupEpochs + cooldownEpochs",
    "3, 10, 1, 5, 1, 0, warmupBatches",
  })
  void impossibleLengthsAreNamed(
      int epochs,
      int batches,
      int accumulate,
      int warmupBatches,
      int warmupEpochs,
      int cooldownEpochs,
      String named) {
    LearningRatePlan.Builder plan =
        LearningRatePlan.builder(new LearningRateSchedule.Constant(), epochs, batches)
            .accumulate(accumulate)
            .warmupBatches(warmupBatches)
            .warmupEpochs(warmupEpochs)
            .cooldownEpochs(cooldownEpochs);
    assertThatThrownBy(plan::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(named + ": expected");
  }
}
