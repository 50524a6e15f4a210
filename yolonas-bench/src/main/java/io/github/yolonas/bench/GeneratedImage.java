package io.github.yolonas.bench;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture of 1920×1080 that a JPEG coder finds as hard as a photograph: shapes and grain. */
final class GeneratedImage {
  static final int WIDTH = 1920;
  static final int HEIGHT = 1080;

  private static final int SHAPES = 200;
  private static final int GRAIN = 24;

  private GeneratedImage() {}

  /** Always the same pixels. */
  static BufferedImage pixels() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setPaint(new GradientPaint(0, 0, Color.CYAN, WIDTH, HEIGHT, Color.DARK_GRAY));
      graphics.fillRect(0, 0, WIDTH, HEIGHT);
      for (int i = 0; i < SHAPES; i++) {
        graphics.setColor(new Color(random.nextInt(1 << 24)));
        graphics.fillOval(
            random.nextInt(WIDTH),
            random.nextInt(HEIGHT),
            random.nextInt(300),
            random.nextInt(300));
      }
    } finally {
      graphics.dispose();
    }
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        Color c = new Color(image.getRGB(x, y));
        int grain = random.nextInt(GRAIN) - GRAIN / 2;
        image.setRGB(
            x,
            y,
            level(c.getRed() + grain) << 16
                | level(c.getGreen() + grain) << 8
                | level(c.getBlue() + grain));
      }
    }
    return image;
  }

  private static int level(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** The picture as a JPEG file. */
  static byte[] jpeg() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(pixels(), "jpg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
