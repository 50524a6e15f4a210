package io.github.yolonas.draw;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.function.IntPredicate;

/** Measures pictures by their pixels. */
public final class Pixels {
  private Pixels() {}

  /** {@code 0xRRGGBB}. */
  public static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xFFFFFF;
  }

  /** How many pixels have a colour. */
  public static int count(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += rgb(image, x, y) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  /** The smallest rectangle around all pixels of some colours; empty if there are none. */
  public static Rectangle extent(BufferedImage image, IntPredicate colors) {
    Rectangle extent = new Rectangle(-1, -1);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (colors.test(rgb(image, x, y))) {
          extent = extent.union(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return extent.isEmpty() ? new Rectangle() : extent;
  }
}
