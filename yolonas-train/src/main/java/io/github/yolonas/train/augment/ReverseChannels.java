package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Swaps red and blue, so that a model relies on colours less. Immutable. The original: {@code
 * DetectionRGB2BGR}, with 0.5 in its recipe for COCO.
 *
 * <p>In no ready-made pipeline: where classes differ by their colour, such as ripe and unripe
 * fruit, it takes that difference away.
 */
public final class ReverseChannels extends NativeAugmentation {

  /**
   * A swap.
   *
   * @param probability of swapping, 0 to 1
   */
  public ReverseChannels(double probability) {
    super(probability);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    Mat swapped = new Mat();
    cvtColor(sample.pixels(), swapped, COLOR_RGB2BGR);
    return sample.recoloured(swapped);
  }

  @Override
  public String toString() {
    return "ReverseChannels[probability=" + probability() + "]";
  }
}
