/**
 * The network in the state in which it learns: un-fused, with parameters that gather gradients.
 *
 * <p>{@link io.github.yolonas.train.network.TrainableNetwork} owns its parameters and buffers and
 * frees them on close. What a pass makes belongs to the caller's {@code PointerScope}; what
 * autograd needs on the way back lives as long as a tensor that leads there, so one scope around a
 * step (forward, loss, backward) frees all of it.
 */
@NullMarked
package io.github.yolonas.train.network;

import org.jspecify.annotations.NullMarked;
