package io.github.yolonas.train.log;

import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import io.github.yolonas.train.trainer.EpochReport;
import io.github.yolonas.train.trainer.StepReport;
import io.github.yolonas.train.trainer.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Event files, of which TensorBoard draws curves: {@code tensorboard --logdir FOLDER}. Not
 * thread-safe.
 *
 * <p>With each batch come {@code loss/…}, {@code learningRate}, {@code imagesPerSecond} and, where
 * it is measured, {@code gradientNorm}; with each epoch {@code epoch/loss} and, where it was
 * validated, {@code validation/…}. Numbers that are not finite, and COCO's that do not exist, are
 * left out.
 *
 * <p>Each run begins a file of its own. It says from which step it goes on, whereupon TensorBoard
 * forgets what earlier files have of later steps; the files themselves stay as they are.
 */
public final class TensorBoardLog implements TrainingListener {
  private static final String PREFIX = "events.out.tfevents.";
  private static final double MILLIS = 1e3;

  private final Path folder;
  private @Nullable Path file;

  /**
   * A log. Nothing is written before the training begins.
   *
   * @param folder where the files are; made if it does not exist
   */
  public TensorBoardLog(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins a file.
   *
   * @throws TrainingLogException if it cannot be written
   */
  @Override
  public void started(long step) {
    try {
      Files.createDirectories(folder);
      Path next = folder.resolve(PREFIX + "%010d.yolonas".formatted(nextNumber()));
      Files.createFile(next);
      file = next;
    } catch (IOException e) {
      throw TrainingLogException.unwritable(folder, e);
    }
    append(TensorBoardEvent.version(now(), step + 1));
    append(TensorBoardEvent.start(now(), step + 1));
  }

  /** TensorBoard reads files in the order of their names: by time, even if the clock went back. */
  private long nextNumber() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      long last =
          files
              .map(path -> path.getFileName().toString())
              .filter(name -> name.matches("\\Q" + PREFIX + "\\E\\d{1,18}\\..*"))
              .mapToLong(name -> Long.parseLong(name.split("\\.", -1)[3]))
              .max()
              .orElse(0);
      return Math.max(last + 1, Instant.now().getEpochSecond());
    }
  }

  /**
   * Adds the numbers of a batch.
   *
   * @throws TrainingLogException if they cannot be written
   */
  @Override
  public void step(StepReport report) {
    Map<String, Double> values = new LinkedHashMap<>();
    DetectionLoss.Values loss = report.loss();
    values.put("loss/total", loss.total());
    values.put("loss/classification", loss.classification());
    values.put("loss/iou", loss.iou());
    values.put("loss/dfl", loss.dfl());
    report.auxiliary().forEach((name, value) -> values.put("loss/" + name, value));
    values.put("learningRate", report.learningRate());
    values.put("gradientNorm", report.gradientNorm());
    values.put("imagesPerSecond", report.images() / Seconds.of(report.duration()));
    add(report.step(), values);
  }

  /**
   * Adds the numbers of an epoch.
   *
   * @throws TrainingLogException if they cannot be written
   */
  @Override
  public void epoch(EpochReport report) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("epoch/loss", report.loss().total());
    report.validation().ifPresent(stats -> addValidation(values, stats));
    add(report.step(), values);
  }

  private static void addValidation(Map<String, Double> values, CocoStats stats) {
    double[] numbers = stats.toArray();
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        values.put("validation/" + CocoColumns.NAMES.get(i), numbers[i]);
      }
    }
  }

  private void add(long step, Map<String, Double> values) {
    values.values().removeIf(value -> !Double.isFinite(value));
    if (!values.isEmpty()) {
      append(TensorBoardEvent.scalars(now(), step, values));
    }
  }

  private void append(byte[] event) {
    if (file == null) {
      throw new IllegalStateException(folder + ": expected started before anything else");
    }
    LineFile.append(file, event);
  }

  private static double now() {
    return Instant.now().toEpochMilli() / MILLIS;
  }
}
