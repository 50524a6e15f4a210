package io.github.yolonas.train.synthetic;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;

/** Pixels to draw on, by shapes or one by one. Not for use by several threads at once. */
final class Canvas implements AutoCloseable {
  private final int width;
  private final int height;
  private final int[] pixels;
  private final Graphics2D graphics;

  /** How far between the colours of a ground a pixel is, from 0 to 1. */
  interface Shade {
    double at(int x, int y);
  }

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  double diagonal() {
    return Math.sqrt((double) width * width + (double) height * height);
  }

  /** Row by row, {@code 0xRRGGBB}; the array itself. */
  int[] pixels() {
    return pixels;
  }

  Graphics2D graphics() {
    return graphics;
  }

  void fill(int rgb) {
    Arrays.fill(pixels, rgb);
  }

  void fill(Outline outline, int rgb) {
    graphics.setPaint(new Color(rgb));
    graphics.fill(outline.shape());
  }

  void shade(int[] ramp, Shade shade) {
    int last = ramp.length - 1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int step = (int) (shade.at(x, y) * last + 0.5);
        pixels[y * width + x] = ramp[Math.max(0, Math.min(last, step))];
      }
    }
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
