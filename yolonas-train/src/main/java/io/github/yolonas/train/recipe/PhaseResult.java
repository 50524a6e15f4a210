package io.github.yolonas.train.recipe;

import io.github.yolonas.train.trainer.TrainingSummary;
import java.nio.file.Path;

/**
 * What became of a phase. Immutable.
 *
 * @param name the phase's
 * @param folder where its checkpoints, logs and pictures are
 * @param summary of its training; of a phase that was done earlier, what was said then
 */
public record PhaseResult(String name, Path folder, TrainingSummary summary) {}
