package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import java.time.Duration;
import java.util.Optional;

/**
 * One epoch. Immutable.
 *
 * @param epoch from 0
 * @param epochs how many there are to be
 * @param step batches since the training began
 * @param loss the mean over the epoch's batches that were not skipped
 * @param skipped how many were
 * @param images how many images were learned from in this run
 * @param training how long that took
 * @param waitingShare which share of that was spent waiting for data, 0 to 1
 * @param validation COCO's numbers of the network that was saved, if it was validated
 * @param best whether they are the best so far
 */
public record EpochReport(
    int epoch,
    int epochs,
    long step,
    DetectionLoss.Values loss,
    int skipped,
    long images,
    Duration training,
    double waitingShare,
    Optional<CocoStats> validation,
    boolean best) {

  /** Images learned from in a second. */
  public double imagesPerSecond() {
    return images / Math.max(1e-9, training.toNanos() / 1e9);
  }
}
