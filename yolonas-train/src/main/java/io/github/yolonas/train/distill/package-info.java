/**
 * A large network teaches a small one: knowledge distillation for detection.
 *
 * <p>{@link io.github.yolonas.train.distill.DistillationLoss} goes into a {@link
 * io.github.yolonas.train.trainer.Trainer} beside the loss of the labels. {@link
 * io.github.yolonas.train.distill.PseudoLabeller} makes labels for images that have none.
 */
@NullMarked
package io.github.yolonas.train.distill;

import org.jspecify.annotations.NullMarked;
