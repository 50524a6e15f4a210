package io.github.yolonas.preprocess;

import io.github.yolonas.testing.ReferenceStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Test pixels, packed RGB. */
final class Pixels {
  private Pixels() {}

  /** The reference's noise image of this size. */
  static byte[] noise(int width, int height) {
    ReferenceStream stream = new ReferenceStream("image/" + height + "x" + width);
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) Math.floor(stream.unit(i) * 256);
    }
    return rgb;
  }

  /** Smooth colours, so that lossy formats stay close: red grows rightwards, green downwards. */
  static byte[] gradient(int width, int height) {
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = 3 * (y * width + x);
        rgb[i] = (byte) (x * 250 / width);
        rgb[i + 1] = (byte) (y * 250 / height);
        rgb[i + 2] = 60;
      }
    }
    return rgb;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** The largest difference of two images' samples. */
  static int largestDifference(byte[] a, byte[] b) {
    int largest = a.length == b.length ? 0 : 256;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      largest = Math.max(largest, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
    }
    return largest;
  }
}
