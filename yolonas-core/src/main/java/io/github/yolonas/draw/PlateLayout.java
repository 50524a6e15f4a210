package io.github.yolonas.draw;

import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Finds places for the plates of one image, the most important first: on top of the box, or where
 * that is taken by another plate, at the first of its other corners that is free, or at the one
 * where it hides least.
 */
final class PlateLayout {
  private final int imageWidth;
  private final int imageHeight;
  private final List<Rectangle> taken = new ArrayList<>();

  PlateLayout(int imageWidth, int imageHeight) {
    this.imageWidth = imageWidth;
    this.imageHeight = imageHeight;
  }

  /**
   * Places a plate, wholly inside of the image.
   *
   * @param frame the frame of its box
   * @param width of the plate, at most the image's
   * @param height of the plate, at most the image's
   */
  Rectangle place(Rectangle frame, int width, int height) {
    Rectangle place =
        Collections.min(
            places(frame, width, height),
            Comparator.comparingLong(this::covered)); // first of equals
    taken.add(place);
    return place;
  }

  /** How many pixels of other plates a plate would hide there. */
  private long covered(Rectangle place) {
    return taken.stream()
        .map(place::intersection)
        .filter(common -> !common.isEmpty())
        .mapToLong(common -> (long) common.width * common.height)
        .sum();
  }

  private List<Rectangle> places(Rectangle frame, int width, int height) {
    int left = frame.x;
    int right = frame.x + frame.width - width;
    int above = frame.y - height;
    int top = frame.y;
    int bottom = frame.y + frame.height - height;
    int below = frame.y + frame.height;
    List<Rectangle> places = new ArrayList<>();
    for (int y : new int[] {above, top, below, bottom}) {
      if (y >= 0) {
        places.add(inside(left, y, width, height));
        places.add(inside(right, y, width, height));
      }
    }
    return places;
  }

  private Rectangle inside(int x, int y, int width, int height) {
    return new Rectangle(
        Math.max(0, Math.min(x, imageWidth - width)),
        Math.max(0, Math.min(y, imageHeight - height)),
        width,
        height);
  }
}
