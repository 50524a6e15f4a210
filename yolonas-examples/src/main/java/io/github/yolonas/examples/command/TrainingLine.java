package io.github.yolonas.examples.command;

import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.recipe.PhaseStart;
import io.github.yolonas.train.recipe.RecipeListener;
import io.github.yolonas.train.trainer.EpochReport;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.TrainingSummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a training is: a line for each epoch, and where somebody watches a bar below them with
 * the loss and its terms, images a second and the time that is left of the phase.
 */
final class TrainingLine implements RecipeListener, AutoCloseable {
  private static final String CLEAR = "\r\u001b[K";
  private static final int WIDTH = 79;
  private static final int BAR = 6;
  private static final long REDRAW_NANOS = 200_000_000;
  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final boolean visible;
  private final LongSupplier clock;
  private @Nullable PhaseStart phase;
  private long begun;
  private long first;
  private long images;
  private long drawn = Long.MIN_VALUE;

  /**
   * A line.
   *
   * @param visible whether a bar is wanted
   * @param clock in nanoseconds
   */
  TrainingLine(PrintWriter err, boolean visible, LongSupplier clock) {
    this.err = err;
    this.visible = visible;
    this.clock = clock;
  }

  @Override
  public void phase(PhaseStart start) {
    phase = start;
    print(
        "%s (phase %d of %d): %d images, %d batches an epoch, into %s"
            .formatted(
                start.phase().name(),
                start.index() + 1,
                start.count(),
                start.images(),
                start.batchesPerEpoch(),
                start.folder()));
  }

  @Override
  public void started(long step) {
    begun = clock.getAsLong();
    first = step;
    images = 0;
    if (step > 0) {
      print("goes on after batch " + step);
    }
  }

  @Override
  public void step(StepReport report) {
    images += report.images();
    if (report.skipped()) {
      print(
          "epoch %d, batch %d: skipped, its loss is %s"
              .formatted(report.epoch() + 1, report.batch() + 1, report.loss().total()));
    }
    long now = clock.getAsLong();
    if (visible && phase != null && (drawn == Long.MIN_VALUE || now - drawn >= REDRAW_NANOS)) {
      drawn = now;
      err.print("\r" + bar(phase, report, (now - begun) / NANOS) + "\u001b[K");
      err.flush();
    }
  }

  private String bar(PhaseStart start, StepReport report, double seconds) {
    int epochs = start.phase().training().epochs();
    long steps = (long) epochs * start.batchesPerEpoch();
    double done = (double) report.step() / steps;
    double perStep = seconds / (report.step() - first);
    int filled = (int) (done * BAR);
    String line =
        String.format(
            Locale.ROOT,
            "%d/%d [%s%s] %s left, %.1f images/s, %s",
            report.epoch() + 1,
            epochs,
            "#".repeat(filled),
            "-".repeat(BAR - filled),
            clockTime(Duration.ofMillis((long) (1e3 * perStep * (steps - report.step())))),
            images / Math.max(seconds, 1 / NANOS),
            loss(report));
    return line.substring(0, Math.min(WIDTH, line.length()));
  }

  /** The parts of the labels' loss, or, beside a teacher, for which a line has no room, its sum. */
  private static String loss(StepReport report) {
    DetectionLoss.Values loss = report.loss();
    if (report.auxiliary().isEmpty()) {
      return String.format(
          Locale.ROOT,
          "loss %.2f cls %.2f iou %.2f dfl %.2f",
          loss.total(),
          loss.classification(),
          loss.iou(),
          loss.dfl());
    }
    double beside = report.auxiliaryLoss();
    return String.format(
        Locale.ROOT, "loss %.2f = %.2f labels + %.2f", loss.total() + beside, loss.total(), beside);
  }

  private static String clockTime(Duration time) {
    return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
  }

  @Override
  public void epoch(EpochReport report) {
    String validation =
        report
            .validation()
            .map(
                stats ->
                    String.format(
                        Locale.ROOT,
                        "; AP %.3f, AP50 %.3f%s",
                        stats.ap(),
                        stats.ap50(),
                        report.best() ? ", the best so far" : ""))
            .orElse("");
    print(
        String.format(
            Locale.ROOT,
            "epoch %d/%d: loss %.3f = %.3f cls + %.3f iou + %.3f dfl%s; %.1f images/s, %.0f %% waiting",
            report.epoch() + 1,
            report.epochs(),
            report.loss().total(),
            report.loss().classification(),
            report.loss().iou(),
            report.loss().dfl(),
            validation,
            report.imagesPerSecond(),
            100 * report.waitingShare()));
  }

  @Override
  public void finished(TrainingSummary summary) {
    clear();
  }

  /** Above the bar, which is drawn again with the next batch. */
  private void print(String line) {
    clear();
    err.println(line);
    err.flush();
  }

  private void clear() {
    if (drawn != Long.MIN_VALUE) {
      drawn = Long.MIN_VALUE;
      err.print(CLEAR);
      err.flush();
    }
  }

  /** Removes the bar, after an exception too. */
  @Override
  public void close() {
    clear();
  }
}
