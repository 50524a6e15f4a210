/**
 * Batches for training and validation, decoded and augmented ahead of time by worker threads.
 *
 * <p>{@link io.github.yolonas.train.loader.DataLoader} is the door. What comes out depends on the
 * data, the seed and the epoch alone: not on the number of workers, nor on where a broken run was
 * resumed.
 */
@NullMarked
package io.github.yolonas.train.loader;

import org.jspecify.annotations.NullMarked;
