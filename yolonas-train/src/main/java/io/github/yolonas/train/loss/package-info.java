/**
 * What a detector is trained by: which anchors shall find which object, and how far they are from
 * doing so.
 *
 * <p>{@link io.github.yolonas.train.loss.PPYoloELoss} is the door. An {@link
 * io.github.yolonas.train.loss.Assigner} gives each anchor an object or the background; a
 * classification loss, {@link io.github.yolonas.train.loss.GIoU} and {@link
 * io.github.yolonas.train.loss.DistributionFocalLoss} then measure the distance, and autograd
 * follows it back.
 *
 * <p>Tensors that a method returns belong to the caller's {@code PointerScope}. Everything runs on
 * the device on which the predictions are, and records nothing for autograd but the losses.
 */
@NullMarked
package io.github.yolonas.train.loss;

import org.jspecify.annotations.NullMarked;
