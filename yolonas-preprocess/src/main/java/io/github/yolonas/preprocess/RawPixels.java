package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Packed three-byte pixels in a buffer. */
record RawPixels(ByteBuffer bytes, int width, int height, boolean bgr) {

  static RawPixels of(RgbImage image) {
    return new RawPixels(image.buffer(), image.width(), image.height(), false);
  }

  /** A source of these pixels, once their number has been checked. */
  static ImageSource source(String order, RawPixels pixels) {
    String name = "%s pixels %d×%d".formatted(order, pixels.width, pixels.height);
    long expected = 3L * pixels.width * pixels.height;
    if (pixels.width < 1 || pixels.height < 1) {
      throw new ImageReadException(name, "no pixels", "a width and a height of at least 1");
    }
    if (pixels.bytes.remaining() != expected) {
      throw new ImageReadException(
          name, pixels.bytes.remaining() + " bytes", expected + " (height × width × 3)");
    }
    return new PixelSource(name, pixels::toRgb);
  }

  Mat toRgb() {
    Mat rgb = new Mat(height, width, CV_8UC3);
    ByteBuffer target = rgb.createBuffer();
    target.put(bytes.duplicate());
    if (bgr) {
      cvtColor(rgb, rgb, COLOR_BGR2RGB);
    }
    return rgb;
  }
}
