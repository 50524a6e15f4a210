/**
 * How parameters follow their gradients: optimizers and their groups, learning rates, clipping, and
 * the moving average of the parameters.
 */
@NullMarked
package io.github.yolonas.train.optim;

import org.jspecify.annotations.NullMarked;
