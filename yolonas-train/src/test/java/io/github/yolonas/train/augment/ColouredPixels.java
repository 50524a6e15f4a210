package io.github.yolonas.train.augment;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.RgbImage;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Where in an image the pixels of a kind are. */
final class ColouredPixels {
  /**
   * A pixel at a rectangle's edge is a blend of its colour and the gray of 114, which is at least
   * 114 levels off; within 70 levels, between half and two thirds of it are the colour's.
   */
  private static final int NEAR = 70;

  private ColouredPixels() {}

  static Optional<BoundingBox> ofColour(RgbImage image, int colour) {
    return bounds(image, rgb -> distance(rgb, colour) <= NEAR);
  }

  /** The edges of the outermost pixels; empty if there are none. */
  static Optional<BoundingBox> bounds(RgbImage image, IntPredicate kind) {
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (kind.test(image.rgb(x, y))) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    return right < 0 ? Optional.empty() : Optional.of(new BoundingBox(left, top, right, bottom));
  }

  private static int distance(int a, int b) {
    return Math.max(
        Math.abs((a >> 16 & 0xFF) - (b >> 16 & 0xFF)),
        Math.max(Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF)), Math.abs((a & 0xFF) - (b & 0xFF))));
  }
}
