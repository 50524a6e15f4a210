/**
 * What a training writes down as it goes: for spreadsheets, for programs and for TensorBoard.
 *
 * <p>Each log is a {@link io.github.yolonas.train.trainer.TrainingListener}. What has happened is
 * in the file when the training goes on, so a process that is killed loses at most its last line;
 * and a training that is resumed goes on with its logs, without what it had logged of batches that
 * come again.
 */
@NullMarked
package io.github.yolonas.train.log;

import org.jspecify.annotations.NullMarked;
