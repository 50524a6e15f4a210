package io.github.yolonas.train.recipe;

import java.nio.file.Path;

/**
 * A phase that is about to train. Immutable.
 *
 * @param index from 0
 * @param count how many phases there are
 * @param phase what is to be done
 * @param images how many it learns from
 * @param batchesPerEpoch how many batches they make
 * @param folder where its files go
 */
public record PhaseStart(
    int index, int count, Phase phase, int images, int batchesPerEpoch, Path folder) {}
