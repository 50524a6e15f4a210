package io.github.yolonas.preprocess;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * An image at the network's size: 8-bit pixels in native memory, row by row without gaps, in the
 * pipeline's channel order, and where in them the image lies. Made by {@link Preprocessor}; owns
 * its memory until closed.
 */
public final class LetterboxedImage implements AutoCloseable {
  private final OwnedMat pixels;
  private final Letterbox letterbox;

  /** Takes the pixels over from the current scope. */
  LetterboxedImage(String name, Mat pixels, Letterbox letterbox) {
    this.pixels = new OwnedMat(name, pixels);
    this.letterbox = letterbox;
  }

  /**
   * How the image was placed, and the way back.
   *
   * @return the geometry
   */
  public Letterbox letterbox() {
    return letterbox;
  }

  /**
   * Copies the pixels to the Java heap.
   *
   * @return height × width × 3 bytes, RGB or BGR as the pipeline says
   * @throws IllegalStateException after {@link #close()}
   */
  public byte[] toBytes() {
    return pixels.toBytes();
  }

  Mat mat() {
    return pixels.get();
  }

  /** Frees the pixels. Closing again does nothing. */
  @Override
  public void close() {
    pixels.close();
  }
}
