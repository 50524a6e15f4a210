package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.DetectionLoss;
import io.github.yolonas.train.metrics.CocoStats;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How far a training is: all that is not a tensor. Immutable.
 *
 * @param epoch that is under way, from 0
 * @param batch of it that comes next
 * @param step batches learned from, those skipped included
 * @param updates of the parameters
 * @param skipped batches
 * @param skippedInRow of them without a good one between
 * @param epochSkipped of them in this epoch
 * @param loss of this epoch so far
 * @param bestEpoch that validated best; -1 before the first validation
 * @param best its numbers, if there is one
 * @param validationsSinceBest how many came after it
 */
record TrainingProgress(
    int epoch,
    int batch,
    long step,
    long updates,
    long skipped,
    int skippedInRow,
    int epochSkipped,
    LossMean loss,
    int bestEpoch,
    Optional<CocoStats> best,
    int validationsSinceBest) {
  static final TrainingProgress START =
      new TrainingProgress(0, 0, 0, 0, 0, 0, 0, LossMean.NONE, -1, Optional.empty(), 0);

  /** After a batch that was learned from. */
  TrainingProgress afterLearning(DetectionLoss.Values value, boolean updated) {
    return new TrainingProgress(
        epoch,
        batch + 1,
        step + 1,
        updates + (updated ? 1 : 0),
        skipped,
        0,
        epochSkipped,
        loss.plus(value),
        bestEpoch,
        best,
        validationsSinceBest);
  }

  /** After a batch that was skipped. */
  TrainingProgress afterSkipping() {
    return new TrainingProgress(
        epoch,
        batch + 1,
        step + 1,
        updates,
        skipped + 1,
        skippedInRow + 1,
        epochSkipped + 1,
        loss,
        bestEpoch,
        best,
        validationsSinceBest);
  }

  /** After a validation. */
  TrainingProgress afterValidation(CocoStats stats) {
    boolean better = isBetter(stats);
    return new TrainingProgress(
        epoch,
        batch,
        step,
        updates,
        skipped,
        skippedInRow,
        epochSkipped,
        loss,
        better ? epoch : bestEpoch,
        better ? Optional.of(stats) : best,
        better ? 0 : validationsSinceBest + 1);
  }

  boolean isBetter(CocoStats stats) {
    return best.isEmpty() || stats.ap() > best.get().ap();
  }

  /** At the beginning of the next epoch. */
  TrainingProgress nextEpoch() {
    return new TrainingProgress(
        epoch + 1,
        0,
        step,
        updates,
        skipped,
        skippedInRow,
        0,
        LossMean.NONE,
        bestEpoch,
        best,
        validationsSinceBest);
  }

  /** As texts, which give the same numbers again, bit by bit. */
  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("epoch", Integer.toString(epoch));
    map.put("batch", Integer.toString(batch));
    map.put("step", Long.toString(step));
    map.put("updates", Long.toString(updates));
    map.put("skipped", Long.toString(skipped));
    map.put("skipped_in_row", Integer.toString(skippedInRow));
    map.put("epoch_skipped", Integer.toString(epochSkipped));
    map.put("loss_count", Integer.toString(loss.count()));
    map.put("loss_classification", Double.toString(loss.sum().classification()));
    map.put("loss_iou", Double.toString(loss.sum().iou()));
    map.put("loss_dfl", Double.toString(loss.sum().dfl()));
    map.put("loss_total", Double.toString(loss.sum().total()));
    map.put("best_epoch", Integer.toString(bestEpoch));
    map.put(
        "best",
        best.map(
                stats ->
                    Arrays.stream(stats.toArray())
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(" ")))
            .orElse(""));
    map.put("validations_since_best", Integer.toString(validationsSinceBest));
    return map;
  }

  /**
   * From {@link #toMap}.
   *
   * @throws IllegalArgumentException if a text is missing or no number; the message names it
   */
  static TrainingProgress fromMap(Map<String, String> map) {
    LossMean loss =
        new LossMean(
            number(map, "loss_count", Integer::valueOf),
            new DetectionLoss.Values(
                number(map, "loss_classification", Double::valueOf),
                number(map, "loss_iou", Double::valueOf),
                number(map, "loss_dfl", Double::valueOf),
                number(map, "loss_total", Double::valueOf)));
    return new TrainingProgress(
        number(map, "epoch", Integer::valueOf),
        number(map, "batch", Integer::valueOf),
        number(map, "step", Long::valueOf),
        number(map, "updates", Long::valueOf),
        number(map, "skipped", Long::valueOf),
        number(map, "skipped_in_row", Integer::valueOf),
        number(map, "epoch_skipped", Integer::valueOf),
        loss,
        number(map, "best_epoch", Integer::valueOf),
        best(map.getOrDefault("best", "")),
        number(map, "validations_since_best", Integer::valueOf));
  }

  private static Optional<CocoStats> best(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          CocoStats.ofArray(
              Arrays.stream(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("best: expected numbers, found '" + text + "'", e);
    }
  }

  private static <T> T number(Map<String, String> map, String name, Function<String, T> parse) {
    String text = map.get(name);
    if (text == null) {
      throw new IllegalArgumentException(name + ": expected a number, found nothing");
    }
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: expected a number, found '%s'".formatted(name, text), e);
    }
  }
}
