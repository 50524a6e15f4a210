package io.github.yolonas.train.log;

import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.trainer.EpochReport;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Two tables for spreadsheets: {@code steps.csv} with a row for each batch, {@code epochs.csv} with
 * one for each epoch. Columns are separated by commas and named in the first row; numbers have a
 * point, whatever the locale, and may be {@code NaN} or {@code Infinity}. Not thread-safe.
 *
 * <p>Columns are called as in {@link StepReport} and {@link EpochReport}; {@code auxiliary} is the
 * sum of what is minimised beside the labels' loss. Durations are in seconds. COCO's numbers are
 * empty for epochs that were not validated, and -1 where there was nothing to be found.
 */
public final class CsvLog implements TrainingListener {
  private static final List<String> LOSS = List.of("loss", "classification", "iou", "dfl");
  private static final List<String> STEP =
      columns(
          List.of("step", "epoch", "batch", "images", "learningRate"),
          LOSS,
          List.of("auxiliary", "gradientNorm", "skipped", "seconds", "waitingSeconds"));
  private static final List<String> EPOCH =
      columns(
          List.of("step", "epoch"),
          LOSS,
          Stream.concat(
                  Stream.of(
                      "skipped", "images", "seconds", "imagesPerSecond", "waitingShare", "best"),
                  CocoColumns.NAMES.stream())
              .toList());

  private final CsvTable steps;
  private final CsvTable epochs;

  /**
   * A log. Nothing is written before the training begins.
   *
   * @param folder where the tables are; made if it does not exist
   */
  public CsvLog(Path folder) {
    steps = CsvTable.of(new LineFile(folder.resolve("steps.csv")), STEP);
    epochs = CsvTable.of(new LineFile(folder.resolve("epochs.csv")), EPOCH);
  }

  private static List<String> columns(List<String> first, List<String> second, List<String> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  /**
   * Forgets the rows of later steps.
   *
   * @throws TrainingLogException if a file is another's, damaged, or cannot be written
   */
  @Override
  public void started(long step) {
    steps.restart(step);
    epochs.restart(step);
  }

  /**
   * Adds a row.
   *
   * @throws TrainingLogException if it cannot be written
   */
  @Override
  public void step(StepReport report) {
    List<Object> row = new ArrayList<>();
    Collections.addAll(
        row, report.step(), report.epoch(), report.batch(), report.images(), report.learningRate());
    addLoss(row, report.loss());
    Collections.addAll(
        row,
        report.auxiliaryLoss(),
        report.gradientNorm(),
        report.skipped(),
        Seconds.of(report.duration()),
        Seconds.of(report.waiting()));
    steps.add(row);
  }

  /**
   * Adds a row.
   *
   * @throws TrainingLogException if it cannot be written
   */
  @Override
  public void epoch(EpochReport report) {
    List<Object> row = new ArrayList<>();
    Collections.addAll(row, report.step(), report.epoch());
    addLoss(row, report.loss());
    Collections.addAll(
        row,
        report.skipped(),
        report.images(),
        Seconds.of(report.training()),
        report.imagesPerSecond(),
        report.waitingShare(),
        report.best());
    row.addAll(numbers(report.validation()));
    epochs.add(row);
  }

  private static void addLoss(List<Object> row, DetectionLoss.Values loss) {
    Collections.addAll(row, loss.total(), loss.classification(), loss.iou(), loss.dfl());
  }

  private static List<?> numbers(Optional<CocoStats> validation) {
    return validation.isPresent()
        ? DoubleStream.of(validation.get().toArray()).boxed().toList()
        : Collections.nCopies(CocoColumns.NAMES.size(), "");
  }
}
