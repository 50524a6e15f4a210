package io.github.yolonas.train.augment;

import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Augmentations one after another. Immutable and thread-safe.
 *
 * <pre>{@code
 * AugmentationPipeline training = AugmentationPipeline.training(new InputSize(640, 640));
 * LabelledImage other =
 *     training.apply(data.read(7), AugmentationContext.of(data, seed, epoch, 7));
 * }</pre>
 *
 * <p>Pixels stay in native memory from the first step to the last, except around steps that are not
 * of this package; each step's are freed once the next is done. Each step has random numbers of its
 * own, so one that draws more or fewer does not change what happens in the others.
 */
public final class AugmentationPipeline implements Augmentation {
  static {
    NativeDefaults.apply();
  }

  private final List<Augmentation> steps;

  private AugmentationPipeline(List<Augmentation> steps) {
    this.steps = List.copyOf(steps);
  }

  /** These steps, in their order; none leaves images as they are. */
  public static AugmentationPipeline of(List<? extends Augmentation> steps) {
    return new AugmentationPipeline(List.copyOf(steps));
  }

  /** These steps, in their order. */
  public static AugmentationPipeline of(Augmentation... steps) {
    return new AugmentationPipeline(List.of(steps));
  }

  /**
   * For training: a mosaic of four images, of which a random part is shown at half to one and a
   * half times its size; colours jittered; flipped; mixed with another; at last brought to the
   * network's size, gray below and right.
   *
   * <p>The steps and their numbers are the recipe with which the original trains on COCO, with the
   * mosaic of its recipe for other data in front. Its swap of red and blue is left out, see {@link
   * ReverseChannels}.
   *
   * @param size of the network's input
   */
  public static AugmentationPipeline training(InputSize size) {
    return of(
        new Mosaic(1, size),
        new RandomAffine(RandomAffineOptions.builder().size(Optional.of(size)).build()),
        Hsv.defaults(),
        new HorizontalFlip(0.5),
        Mixup.defaults(),
        LongestSideRescaleAndPad.bottomRight(size));
  }

  /**
   * For measuring: images as prediction sees them by default, and nothing else.
   *
   * @param size of the network's input
   */
  public static AugmentationPipeline validation(InputSize size) {
    return of(LongestSideRescaleAndPad.asPrediction(size));
  }

  /**
   * This without {@link Mosaic} and {@link Mixup}, for the last epochs: then a model learns from
   * images as they will come. {@link RandomAffine} keeps each image's size, as there is no mosaic
   * to cut from.
   */
  public AugmentationPipeline withoutMosaic() {
    return new AugmentationPipeline(
        steps.stream()
            .filter(step -> !(step instanceof Mosaic || step instanceof Mixup))
            .map(step -> step instanceof RandomAffine affine ? affine.keepingSize() : step)
            .toList());
  }

  /** The steps in their order. */
  public List<Augmentation> steps() {
    return steps;
  }

  @Override
  public LabelledImage apply(LabelledImage image, AugmentationContext context) {
    try (PointerScope scope = new PointerScope()) {
      return run(image, context).toLabelledImage();
    }
  }

  /**
   * As {@link #apply}, but writes the pixels where they are wanted, such as into a batch.
   *
   * @param image what is changed
   * @param context chance, and other images of the data set
   * @param size which the result must have
   * @param pixels gets height × width × 3 bytes, RGB, row by row
   * @param offset where the first byte goes
   * @return the objects, in pixels of the result
   * @throws IllegalStateException if the steps give another size
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public List<LabelledObject> applyInto(
      LabelledImage image, AugmentationContext context, InputSize size, byte[] pixels, int offset) {
    Objects.checkFromIndexSize(offset, 3 * size.height() * size.width(), pixels.length);
    try (PointerScope scope = new PointerScope()) {
      NativeSample result = run(image, context);
      if (result.height() != size.height() || result.width() != size.width()) {
        throw new IllegalStateException(
            "%s: expected %s after augmentation, found %d×%d; does the pipeline end with %s?"
                .formatted(
                    image.name(),
                    size,
                    result.height(),
                    result.width(),
                    LongestSideRescaleAndPad.class.getSimpleName()));
      }
      result.copyTo(pixels, offset);
      return result.objects();
    }
  }

  @SuppressWarnings("ReferenceEquality") // is it the same native memory?
  private NativeSample run(LabelledImage image, AugmentationContext context) {
    NativeSample current = NativeSample.of(image);
    for (Augmentation step : steps) {
      NativeSample before = current;
      AugmentationContext ownChance = context.split();
      current = NativeSample.scoped(() -> run(step, before, ownChance));
      if (current.pixels() != before.pixels()) {
        before.pixels().close();
      }
    }
    return current;
  }

  private static NativeSample run(
      Augmentation step, NativeSample sample, AugmentationContext context) {
    return step instanceof NativeAugmentation nativeStep
        ? nativeStep.maybeChange(sample, context)
        : NativeSample.of(step.apply(sample.toLabelledImage(), context));
  }

  @Override
  public String toString() {
    return "AugmentationPipeline" + steps;
  }
}
