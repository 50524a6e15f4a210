package io.github.yolonas.train.augment;

import io.github.yolonas.train.data.LabelledImage;

/**
 * Makes one labelled image of another. Implementations are immutable and thread-safe, and take all
 * chance from the context.
 *
 * <p>One's own may be written in plain Java. Those of this package work on native memory, where an
 * {@link AugmentationPipeline} keeps the pixels between one and the next.
 */
@FunctionalInterface
public interface Augmentation {

  /**
   * Changes an image and its boxes, or returns it as it is.
   *
   * @param image what is changed; itself stays as it is
   * @param context chance, and other images of the data set
   * @return on the Java heap
   */
  LabelledImage apply(LabelledImage image, AugmentationContext context);
}
