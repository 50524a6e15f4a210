/**
 * Makes other images out of labelled ones, so that a detector sees more than there is. Boxes follow
 * their objects.
 *
 * <p>{@link io.github.yolonas.train.augment.AugmentationPipeline} is the door: ready-made chains
 * for training and validation, and the way to run one's own. The single augmentations are those of
 * the original's detection transforms, with its defaults.
 *
 * <p>All chance comes from the {@link io.github.yolonas.train.augment.AugmentationContext}: the
 * same seed, epoch and index give the same pixels, on any thread and any number of them.
 *
 * <p>What every augmentation here does with boxes: those that reach beyond the image are clipped to
 * it, and what has no area then is dropped.
 */
@NullMarked
package io.github.yolonas.train.augment;

import org.jspecify.annotations.NullMarked;
