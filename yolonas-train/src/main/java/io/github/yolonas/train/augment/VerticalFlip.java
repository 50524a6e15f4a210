package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.flip;

import io.github.yolonas.postprocess.BoundingBox;
import org.bytedeco.opencv.opencv_core.Mat;

/** Swaps top and bottom. Immutable. The original: {@code DetectionVerticalFlip}. */
public final class VerticalFlip extends NativeAugmentation {
  private static final int AROUND_X = 0;

  /**
   * A flip.
   *
   * @param probability of flipping, 0 to 1
   */
  public VerticalFlip(double probability) {
    super(probability);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    Mat flipped = new Mat();
    flip(sample.pixels(), flipped, AROUND_X);
    int height = sample.height();
    return sample.moved(
        flipped, box -> new BoundingBox(box.x1(), height - box.y2(), box.x2(), height - box.y1()));
  }

  @Override
  public String toString() {
    return "VerticalFlip[probability=" + probability() + "]";
  }
}
