/**
 * Images with labels, to learn from and to be measured by.
 *
 * <p>{@link io.github.yolonas.train.data.Dataset} is the door: whatever can give an image and the
 * objects on it by index can be trained on.
 */
@NullMarked
package io.github.yolonas.train.data;

import org.jspecify.annotations.NullMarked;
