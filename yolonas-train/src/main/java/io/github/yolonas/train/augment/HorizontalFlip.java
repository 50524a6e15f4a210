package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.flip;

import io.github.yolonas.postprocess.BoundingBox;
import org.bytedeco.opencv.opencv_core.Mat;

/** Swaps left and right. Immutable. The original: {@code DetectionHorizontalFlip}. */
public final class HorizontalFlip extends NativeAugmentation {
  private static final int AROUND_Y = 1;

  /**
   * A flip.
   *
   * @param probability of flipping, 0 to 1; the original's recipe has 0.5
   */
  public HorizontalFlip(double probability) {
    super(probability);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    return flipped(sample);
  }

  static NativeSample flipped(NativeSample sample) {
    Mat flipped = new Mat();
    flip(sample.pixels(), flipped, AROUND_Y);
    int width = sample.width();
    return sample.moved(
        flipped, box -> new BoundingBox(width - box.x2(), box.y1(), width - box.x1(), box.y2()));
  }

  @Override
  public String toString() {
    return "HorizontalFlip[probability=" + probability() + "]";
  }
}
