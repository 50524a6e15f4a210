package io.github.yolonas.train.log;

import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.trainer.EpochReport;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.StopReason;
import io.github.yolonas.train.trainer.TrainingListener;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What a training of three batches an epoch reports; the loss of step n is 100/n. */
final class Reports {
  static final int BATCHES = 3;

  private Reports() {}

  static DetectionLoss.Values loss(long step) {
    return new DetectionLoss.Values(60.0 / step, 30.0 / step, 10.0 / step, 100.0 / step);
  }

  static StepReport step(long step) {
    return step(step, loss(step), step % 2 == 0 ? 1.5 : Double.NaN);
  }

  static StepReport step(long step, DetectionLoss.Values loss, double gradientNorm) {
    int index = (int) (step - 1);
    return new StepReport(
        index / BATCHES,
        index % BATCHES,
        BATCHES,
        step,
        8,
        5e-4,
        loss,
        Map.of("distillBox", 0.25),
        gradientNorm,
        !Double.isFinite(loss.total()),
        Duration.ofMillis(500),
        Duration.ofMillis(125));
  }

  static EpochReport epoch(int epoch, Optional<CocoStats> validation) {
    long step = (long) BATCHES * (epoch + 1);
    return new EpochReport(
        epoch,
        4,
        step,
        loss(step),
        0,
        24,
        Duration.ofSeconds(2),
        0.25,
        validation,
        validation.isPresent());
  }

  /** 0.05, 0.1 … but no small objects. */
  static CocoStats stats() {
    double[] numbers = IntStream.rangeClosed(1, 12).mapToDouble(i -> i / 20.0).toArray();
    numbers[3] = -1;
    return CocoStats.ofArray(numbers);
  }

  /** Tells a log of a run from a step on, with an epoch after each three, up to another step. */
  static void run(TrainingListener log, long from, long to) {
    log.started(from);
    for (long step = from + 1; step <= to; step++) {
      log.step(step(step));
      if (step % BATCHES == 0) {
        int epoch = (int) (step / BATCHES) - 1;
        log.epoch(epoch(epoch, epoch % 2 == 0 ? Optional.of(stats()) : Optional.empty()));
      }
    }
  }

  static TrainingSummary summary() {
    return new TrainingSummary(
        StopReason.COMPLETED,
        4,
        12,
        0,
        OptionalInt.of(2),
        Optional.of(stats()),
        Path.of("größte", "best.pth"),
        Duration.ofSeconds(3));
  }
}
