/**
 * Training, from a network and a data set to checkpoints, logs and a summary.
 *
 * <p>{@link io.github.yolonas.train.trainer.Trainer} is the door. What it leaves in its folder is
 * enough to go on after the process was killed, to the same losses.
 */
@NullMarked
package io.github.yolonas.train.trainer;

import org.jspecify.annotations.NullMarked;
