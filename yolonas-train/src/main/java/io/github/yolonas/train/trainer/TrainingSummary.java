package io.github.yolonas.train.trainer;

import io.github.yolonas.train.metrics.CocoStats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a training. Immutable.
 *
 * @param reason why it ended
 * @param epochs how many are done, those before it was resumed included
 * @param steps batches since the beginning
 * @param skipped batches that were skipped since the beginning
 * @param bestEpoch the one that validated best, from 0
 * @param best its numbers
 * @param checkpoint the best network if it was validated, else the last
 * @param duration of this run
 */
public record TrainingSummary(
    StopReason reason,
    int epochs,
    long steps,
    long skipped,
    OptionalInt bestEpoch,
    Optional<CocoStats> best,
    Path checkpoint,
    Duration duration) {}
