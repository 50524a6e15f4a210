package io.github.yolonas.preprocess;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decoded pixels in native memory, 8-bit RGB, row by row without gaps. Made by {@link
 * ImageDecoder}; owns its memory until closed. May be read by several threads, but closed by one,
 * when no other uses it any more.
 */
public final class DecodedImage implements AutoCloseable {
  private final String name;
  private final OwnedMat pixels;
  private final int width;
  private final int height;

  /** Takes the pixels over from the current scope. */
  DecodedImage(String name, Mat rgb) {
    this.name = name;
    pixels = new OwnedMat(name, rgb);
    width = rgb.cols();
    height = rgb.rows();
  }

  /**
   * Where the image came from.
   *
   * @return its {@link ImageSource#name()}
   */
  public String name() {
    return name;
  }

  /**
   * The width as displayed: after the EXIF orientation where that is applied.
   *
   * @return pixels in a row
   */
  public int width() {
    return width;
  }

  /**
   * The height as displayed: after the EXIF orientation where that is applied.
   *
   * @return rows
   */
  public int height() {
    return height;
  }

  /**
   * Copies the pixels to the Java heap.
   *
   * @return the copy
   * @throws IllegalStateException after {@link #close()}
   */
  public RgbImage toRgbImage() {
    return RgbImage.wrap(pixels.toBytes(), width, height);
  }

  Mat mat() {
    return pixels.get();
  }

  /** Frees the pixels. Closing again does nothing. */
  @Override
  public void close() {
    pixels.close();
  }

  @Override
  public String toString() {
    return "DecodedImage " + name + " " + width + "×" + height;
  }
}
