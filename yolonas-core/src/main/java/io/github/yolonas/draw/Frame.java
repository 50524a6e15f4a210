package io.github.yolonas.draw;

import io.github.yolonas.postprocess.BoundingBox;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.Optional;

/**
 * A box as drawn: its lines' outer edge, in whole pixels inside of the image, so that they are
 * sharp and of one thickness everywhere, at the image's borders too.
 */
record Frame(Rectangle outer, int thickness) {

  /**
   * The frame of a box, its lines centred on the box's edges where there is room.
   *
   * @return empty if no part of the box lies in the image, or a coordinate is NaN
   */
  static Optional<Frame> of(BoundingBox box, int thickness, int imageWidth, int imageHeight) {
    boolean visible =
        box.x1() <= box.x2()
            && box.y1() <= box.y2()
            && box.x2() >= 0
            && box.y2() >= 0
            && box.x1() <= imageWidth
            && box.y1() <= imageHeight;
    if (!visible) {
      return Optional.empty();
    }
    double half = thickness / 2.0;
    int left = clamp(box.x1() - half, 0, imageWidth - 1);
    int top = clamp(box.y1() - half, 0, imageHeight - 1);
    int right = clamp(box.x2() + half, left + 1, imageWidth);
    int bottom = clamp(box.y2() + half, top + 1, imageHeight);
    return Optional.of(new Frame(new Rectangle(left, top, right - left, bottom - top), thickness));
  }

  /** Fills the four lines, no pixel twice; a box too small to have an inside is filled. */
  void fill(Graphics2D graphics) {
    int x = outer.x;
    int y = outer.y;
    int w = outer.width;
    int h = outer.height;
    int t = thickness;
    if (w <= 2 * t || h <= 2 * t) {
      graphics.fillRect(x, y, w, h);
      return;
    }
    graphics.fillRect(x, y, w, t);
    graphics.fillRect(x, y + h - t, w, t);
    graphics.fillRect(x, y + t, t, h - 2 * t);
    graphics.fillRect(x + w - t, y + t, t, h - 2 * t);
  }

  /** A frame that covers this one and a margin on both sides of its lines. */
  Frame grown(int margin) {
    Rectangle grown = new Rectangle(outer);
    grown.grow(margin, margin);
    return new Frame(grown, thickness + 2 * margin);
  }

  private static int clamp(double value, int least, int most) {
    return (int) Math.min(Math.max(Math.round(value), least), most);
  }
}
