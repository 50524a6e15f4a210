package io.github.yolonas.train.augment;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.train.data.LabelledImage;
import org.bytedeco.javacpp.PointerScope;

/** An augmentation by OpenCV, which happens with a probability. */
abstract class NativeAugmentation implements Augmentation {
  static {
    NativeDefaults.apply();
  }

  private final double probability;

  NativeAugmentation(double probability) {
    this.probability = Checks.within("probability", probability, 0, 1);
  }

  /** How likely it is that an image is changed, 0 to 1. */
  public final double probability() {
    return probability;
  }

  /** Changes the sample, in the current scope; the sample's pixels stay as they are. */
  abstract NativeSample change(NativeSample sample, AugmentationContext context);

  /** The sample changed, or the sample itself. */
  final NativeSample maybeChange(NativeSample sample, AugmentationContext context) {
    return context.chance(probability) ? change(sample, context) : sample;
  }

  @Override
  public final LabelledImage apply(LabelledImage image, AugmentationContext context) {
    try (PointerScope scope = new PointerScope()) {
      return maybeChange(NativeSample.of(image), context).toLabelledImage();
    }
  }
}
