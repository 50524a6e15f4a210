package io.github.yolonas.draw;

import io.github.yolonas.postprocess.BoundingBox;
import java.awt.Rectangle;
import java.util.Optional;

/** The pixels that a box covers, if only in part. */
public final class Region {
  private Region() {}

  /**
   * The pixels of an image that a box covers.
   *
   * @param box in pixels
   * @param margin how far to reach beyond its edges, as a fraction of its width and height; 0 or
   *     more
   * @param imageWidth of the image
   * @param imageHeight of the image
   * @return empty if no part of the box lies in the image, or a coordinate is NaN
   */
  public static Optional<Rectangle> of(
      BoundingBox box, double margin, int imageWidth, int imageHeight) {
    double beside = reach(margin, box.width());
    double above = reach(margin, box.height());
    double left = Math.max(0, Math.floor(box.x1() - beside));
    double top = Math.max(0, Math.floor(box.y1() - above));
    double right = Math.min(imageWidth, Math.ceil(box.x2() + beside));
    double bottom = Math.min(imageHeight, Math.ceil(box.y2() + above));
    boolean visible = box.x1() < box.x2() && box.y1() < box.y2() && left < right && top < bottom;
    return visible
        ? Optional.of(
            new Rectangle((int) left, (int) top, (int) (right - left), (int) (bottom - top)))
        : Optional.empty();
  }

  /** No margin of an endless box is none, and not NaN. */
  private static double reach(double margin, float size) {
    return margin == 0 ? 0 : margin * size;
  }
}
