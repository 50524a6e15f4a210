package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.loader.DataLoaderOptions;
import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.recipe.DatasetReference;
import io.github.yolonas.train.recipe.Phase;
import io.github.yolonas.train.recipe.PhaseData;
import io.github.yolonas.train.recipe.PhaseStart;
import io.github.yolonas.train.trainer.EpochReport;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.TrainerOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingLineTest {
  private static final DetectionLoss.Values LOSS = new DetectionLoss.Values(1.25, 0.5, 0.25, 2);

  private final StringWriter screen = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  private TrainingLine line(boolean visible) {
    return new TrainingLine(new PrintWriter(screen), visible, clock::get);
  }

  /** Four epochs of five batches. */
  private static PhaseStart start() {
    Phase phase =
        Phase.of(
                "the whole network",
                new PhaseData(DatasetReference.synthetic(40, 1), Optional.empty()),
                DataLoaderOptions.builder(new InputSize(64, 64)).build())
            .withTraining(TrainerOptions.builder().epochs(4).build());
    return new PhaseStart(1, 3, phase, 40, 5, Path.of("run", "2-the_whole_network"));
  }

  private void step(TrainingLine line, long step, boolean skipped) {
    step(line, step, skipped, Map.of());
  }

  private void step(TrainingLine line, long step, boolean skipped, Map<String, Double> beside) {
    clock.addAndGet(Duration.ofSeconds(2).toNanos());
    int index = (int) step - 1;
    DetectionLoss.Values loss = skipped ? new DetectionLoss.Values(1, 1, 1, Double.NaN) : LOSS;
    line.step(
        new StepReport(
            index / 5,
            index % 5,
            5,
            step,
            8,
            1e-3,
            loss,
            beside,
            Double.NaN,
            skipped,
            Duration.ofSeconds(2),
            Duration.ZERO));
  }

  private static EpochReport epoch(Optional<CocoStats> stats) {
    return new EpochReport(
        0, 4, 5, LOSS, 0, 40, Duration.ofSeconds(10), 0.25, stats, stats.isPresent());
  }

  @Test
  void aTerminalShowsLossSpeedAndTimeLeft() {
    try (TrainingLine line = line(true)) {
      line.phase(start());
      line.started(0);
      step(line, 1, false);
      assertThat(screen.toString())
          .contains("the whole network (phase 2 of 3): 40 images, 5 batches an epoch, into run")
          .endsWith(
              "\r1/4 [------] 0:00:38 left, 4.0 images/s, loss 2.00 cls 1.25 iou 0.50 dfl 0.25"
                  + "\u001b[K");
      step(line, 2, false);
      step(line, 3, false);
      step(line, 4, false);
      assertThat(screen.toString()).contains("\r1/4 [#-----] 0:00:32 left, 4.0 images/s");
    }
    assertThat(screen.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void whatATeacherAddsIsShown() {
    try (TrainingLine line = line(true)) {
      line.phase(start());
      line.started(0);
      step(line, 1, false, Map.of("distillClass", 0.25, "distillBox", 0.5));
      assertThat(screen.toString())
          .endsWith("4.0 images/s, loss 2.75 = 2.00 labels + 0.75" + "\u001b[K");
    }
  }

  @Test
  void aTrainingThatGoesOnIsMeasuredFromThere() {
    try (TrainingLine line = line(true)) {
      line.phase(start());
      line.started(10);
      step(line, 11, false);
      assertThat(screen.toString())
          .contains("goes on after batch 10")
          .contains("\r3/4 [###---] 0:00:18 left, 4.0 images/s");
    }
  }

  @Test
  void theBarIsNotDrawnMoreOftenThanIsSeen() {
    try (TrainingLine line = line(true)) {
      line.phase(start());
      line.started(0);
      step(line, 1, false);
      int before = screen.toString().length();
      clock.addAndGet(-Duration.ofMillis(1900).toNanos());
      step(line, 2, false);
      assertThat(screen.toString()).hasSize(before);
    }
  }

  @Test
  void whereNobodyWatchesThereIsALineAnEpoch() {
    try (TrainingLine line = line(false)) {
      line.phase(start());
      line.started(0);
      step(line, 1, false);
      step(line, 2, true);
      line.epoch(epoch(Optional.empty()));
      line.epoch(
          epoch(
              Optional.of(
                  CocoStats.ofArray(new double[] {0.25, 0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))));
    }
    assertThat(screen.toString().lines())
        .hasSize(4)
        .endsWith(
            "epoch 1, batch 2: skipped, its loss is NaN",
            "epoch 1/4: loss 2.000 = 1.250 cls + 0.500 iou + 0.250 dfl; 4.0 images/s, 25 % waiting",
            "epoch 1/4: loss 2.000 = 1.250 cls + 0.500 iou + 0.250 dfl; AP 0.250, AP50 0.500, the"
                + " best so far; 4.0 images/s, 25 % waiting");
    assertThat(screen.toString()).doesNotContain("\r\u001b");
  }
}
