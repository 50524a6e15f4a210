package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/** From OpenCV's channel orders to RGB. */
final class MatPixels {
  private MatPixels() {}

  static Mat toRgb(Mat image) throws UnsupportedPixelsException {
    if (image.isNull() || image.empty()) {
      throw new UnsupportedPixelsException("it is empty or closed", "at least one pixel");
    }
    if (image.depth() != CV_8U || image.dims() != 2) {
      throw new UnsupportedPixelsException(
          "OpenCV depth " + image.depth() + " with " + image.dims() + " dimensions",
          "8-bit unsigned pixels (CV_8U) with 2");
    }
    Mat rgb = new Mat();
    cvtColor(image, rgb, conversion(image.channels()));
    return rgb;
  }

  private static int conversion(int channels) throws UnsupportedPixelsException {
    return switch (channels) {
      case 1 -> COLOR_GRAY2RGB;
      case 3 -> COLOR_BGR2RGB;
      case 4 -> COLOR_BGRA2RGB;
      default ->
          throw new UnsupportedPixelsException(
              channels + " channels", "1 (gray), 3 (BGR) or 4 (BGRA)");
    };
  }
}
