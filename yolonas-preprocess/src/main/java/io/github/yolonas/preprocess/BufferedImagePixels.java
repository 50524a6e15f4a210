package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/** From a Java image to RGB bytes, a row at a time, so that the heap holds only one. */
final class BufferedImagePixels {
  private BufferedImagePixels() {}

  static Mat toRgb(BufferedImage image) {
    Mat rgb = new Mat(image.getHeight(), image.getWidth(), CV_8UC3);
    copy(image, rgb.createBuffer());
    return rgb;
  }

  /** Writes the image's pixels to {@code target}, three bytes each. */
  static void copy(BufferedImage image, ByteBuffer target) {
    byte[] bytes = new byte[image.getWidth() * 3];
    int[] samples = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      readRow(image, y, samples);
      for (int x = 0; x < samples.length; x++) {
        bytes[3 * x] = (byte) (samples[x] >> 16);
        bytes[3 * x + 1] = (byte) (samples[x] >> 8);
        bytes[3 * x + 2] = (byte) samples[x];
      }
      target.put(bytes);
    }
  }

  /**
   * Java takes gray samples for linear light and brightens them on the way to RGB (77 becomes 149).
   * Image files mean nothing of the kind, so gray samples are taken as they are.
   */
  private static void readRow(BufferedImage image, int y, int[] rgb) {
    int type = image.getType();
    if (type != BufferedImage.TYPE_BYTE_GRAY && type != BufferedImage.TYPE_USHORT_GRAY) {
      image.getRGB(0, y, rgb.length, 1, rgb, 0, rgb.length);
      return;
    }
    int shift = type == BufferedImage.TYPE_USHORT_GRAY ? 8 : 0;
    image.getRaster().getSamples(0, y, rgb.length, 1, 0, rgb);
    for (int x = 0; x < rgb.length; x++) {
      rgb[x] = (rgb[x] >> shift) * 0x010101;
    }
  }
}
