package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.DetectionLoss;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One batch that was learned from. Immutable.
 *
 * @param epoch from 0
 * @param batch of the epoch, from 0
 * @param batchesPerEpoch how many the epoch has
 * @param step batches since the training began, this one included
 * @param images in the batch
 * @param learningRate that was in force
 * @param loss its parts and their sum; not finite if the batch was skipped
 * @param auxiliary what was minimised beside it, by name in a fixed order, each weighted: the terms
 *     of a teacher, say; empty if there is nothing
 * @param gradientNorm the length of the gradient; NaN where it was only added to, or the loss is
 *     not finite
 * @param skipped whether the parameters stayed as they were
 * @param duration of the whole batch, waiting for it included
 * @param waiting of that, for the data
 */
public record StepReport(
    int epoch,
    int batch,
    int batchesPerEpoch,
    long step,
    int images,
    double learningRate,
    DetectionLoss.Values loss,
    Map<String, Double> auxiliary,
    double gradientNorm,
    boolean skipped,
    Duration duration,
    Duration waiting) {
  /** Copies the map, in its order. */
  public StepReport {
    auxiliary = Collections.unmodifiableMap(new LinkedHashMap<>(auxiliary));
  }

  /** The sum of what was minimised beside the loss of the labels; 0 if there is nothing. */
  public double auxiliaryLoss() {
    return auxiliary.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
