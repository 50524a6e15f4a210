package io.github.yolonas.preprocess;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An image as plain 8-bit RGB pixels on the Java heap: row by row from the top, three bytes a
 * pixel. Immutable and thread-safe; needs no native code.
 */
public final class RgbImage {
  private final byte[] pixels;
  private final int width;
  private final int height;

  private RgbImage(byte[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  /**
   * An image of these pixels, which are copied.
   *
   * @param rgb {@code height * width * 3} bytes: red, green, blue, row by row
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @return the image
   * @throws IllegalArgumentException if the number of bytes is another
   */
  public static RgbImage ofRgb(byte[] rgb, int width, int height) {
    return wrap(rgb.clone(), width, height);
  }

  /**
   * An image of the bytes from a buffer's position on, which are copied. The position stays.
   *
   * @param rgb a buffer, on or off the heap, with {@code height * width * 3} bytes left or more
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   * @return the image
   * @throws IllegalArgumentException if fewer bytes are left
   */
  public static RgbImage ofRgb(ByteBuffer rgb, int width, int height) {
    byte[] copy = new byte[(int) Math.min(3L * width * height, rgb.remaining())];
    rgb.get(rgb.position(), copy);
    return wrap(copy, width, height);
  }

  /** As {@link #ofRgb}, but keeps the array, which must not change any more. */
  static RgbImage wrap(byte[] rgb, int width, int height) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "pixels: expected height × width × 3 bytes of at least one pixel, found %d for %d×%d"
              .formatted(rgb.length, width, height));
    }
    return new RgbImage(rgb, width, height);
  }

  /**
   * A copy of a Java image. Alpha is dropped; gray images give their stored samples.
   *
   * @param image an image of any type
   * @return the copy
   */
  public static RgbImage of(BufferedImage image) {
    byte[] rgb = new byte[Math.multiplyExact(3, image.getWidth() * image.getHeight())];
    BufferedImagePixels.copy(image, ByteBuffer.wrap(rgb));
    return new RgbImage(rgb, image.getWidth(), image.getHeight());
  }

  /**
   * A copy of a part.
   *
   * @param left of the part, in pixels from the left edge
   * @param top of the part, in pixels from the top edge
   * @param partWidth in pixels, at least 1
   * @param partHeight in pixels, at least 1
   * @return the part
   * @throws IndexOutOfBoundsException if it does not lie inside the image
   */
  public RgbImage crop(int left, int top, int partWidth, int partHeight) {
    Objects.checkFromIndexSize(left, partWidth, width);
    Objects.checkFromIndexSize(top, partHeight, height);
    byte[] part = new byte[Math.multiplyExact(3, partWidth * partHeight)];
    for (int y = 0; y < partHeight; y++) {
      int from = 3 * ((top + y) * width + left);
      System.arraycopy(pixels, from, part, 3 * y * partWidth, 3 * partWidth);
    }
    return wrap(part, partWidth, partHeight);
  }

  /**
   * The width.
   *
   * @return pixels in a row
   */
  public int width() {
    return width;
  }

  /**
   * The height.
   *
   * @return rows
   */
  public int height() {
    return height;
  }

  /**
   * One pixel.
   *
   * @param x column, from 0 at the left
   * @param y row, from 0 at the top
   * @return {@code 0xRRGGBB}
   * @throws IndexOutOfBoundsException outside the image
   */
  public int rgb(int x, int y) {
    int i = 3 * (Objects.checkIndex(y, height) * width + Objects.checkIndex(x, width));
    return (pixels[i] & 0xFF) << 16 | (pixels[i + 1] & 0xFF) << 8 | (pixels[i + 2] & 0xFF);
  }

  /**
   * All pixels.
   *
   * @return a copy, {@code height * width * 3} bytes
   */
  public byte[] toRgbBytes() {
    return pixels.clone();
  }

  /**
   * Copies all pixels into a buffer, from its position on, which moves behind them.
   *
   * @param target a buffer, on or off the heap, with {@code height * width * 3} bytes left or more
   * @throws java.nio.BufferOverflowException if fewer are left
   */
  public void copyTo(ByteBuffer target) {
    target.put(pixels);
  }

  /**
   * A Java image to draw on or to save.
   *
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}
   */
  public BufferedImage toBufferedImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = rgb(x, y);
      }
      image.getRaster().setDataElements(0, y, width, 1, row);
    }
    return image;
  }

  ByteBuffer buffer() {
    return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
  }

  @Override
  public String toString() {
    return "RgbImage " + width + "×" + height;
  }
}
