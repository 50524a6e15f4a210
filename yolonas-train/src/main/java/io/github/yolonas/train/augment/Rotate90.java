package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.ROTATE_180;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_CLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE;
import static org.bytedeco.opencv.global.opencv_core.rotate;

import io.github.yolonas.postprocess.BoundingBox;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns an image by one, two or three quarters, each equally likely; width and height swap where
 * that is so. Immutable. The original: {@code DetectionRandomRotate90}, which counts no turn at all
 * as a fourth case.
 */
public final class Rotate90 extends NativeAugmentation {

  /**
   * A turn.
   *
   * @param probability of turning, 0 to 1
   */
  public Rotate90(double probability) {
    super(probability);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    int quarters = 1 + context.random().nextInt(3);
    Mat turned = new Mat();
    rotate(
        sample.pixels(),
        turned,
        switch (quarters) {
          case 1 -> ROTATE_90_CLOCKWISE;
          case 2 -> ROTATE_180;
          default -> ROTATE_90_COUNTERCLOCKWISE;
        });
    return sample.moved(turned, box -> turn(box, quarters, sample.width(), sample.height()));
  }

  private static BoundingBox turn(BoundingBox box, int quarters, float width, float height) {
    return switch (quarters) {
      case 1 -> new BoundingBox(height - box.y2(), box.x1(), height - box.y1(), box.x2());
      case 2 ->
          new BoundingBox(width - box.x2(), height - box.y2(), width - box.x1(), height - box.y1());
      default -> new BoundingBox(box.y1(), width - box.x2(), box.y2(), width - box.x1());
    };
  }

  @Override
  public String toString() {
    return "Rotate90[probability=" + probability() + "]";
  }
}
