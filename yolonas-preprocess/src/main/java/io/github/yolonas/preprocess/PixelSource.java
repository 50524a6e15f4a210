package io.github.yolonas.preprocess;

import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels already in memory. */
record PixelSource(String name, Pixels pixels) implements ImageSource {

  /** Copies pixels to native memory. */
  @FunctionalInterface
  interface Pixels {
    /**
     * Makes a contiguous RGB uint8 {@code Mat}, attached to the current {@code PointerScope}.
     *
     * @throws UnsupportedPixelsException if these pixels cannot be converted
     */
    Mat toRgb() throws UnsupportedPixelsException;
  }

  Mat toRgb() {
    try {
      return pixels.toRgb();
    } catch (UnsupportedPixelsException e) {
      throw new ImageReadException(name, e.found, e.expected);
    }
  }
}
