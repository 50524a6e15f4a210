package io.github.yolonas.train.data;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.github.yolonas.preprocess.RgbImage;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What tells an image from others: exactly, and by its looks. The latter is a difference hash (Neal
 * Krawetz, "Kind of Like That", 2013): of the image in 9×8 gray values, for each pair of neighbours
 * in a row whether it grows brighter. Scaling and encoding hardly change it.
 */
final class ImageFingerprint {
  private static final int COLUMNS = 9;
  private static final int ROWS = 8;

  /**
   * How much gray values may differ on average, of 255; hashes alone call all dark images equal.
   */
  private static final int GRAY_TOLERANCE = 8;

  private final String sha256;
  private final long hash;
  private final byte[] gray;

  private ImageFingerprint(String sha256, long hash, byte[] gray) {
    this.sha256 = sha256;
    this.hash = hash;
    this.gray = gray;
  }

  static ImageFingerprint of(RgbImage image) {
    byte[] rgb = image.toRgbBytes();
    byte[] gray = gray(rgb, image.width(), image.height());
    return new ImageFingerprint(sha256(rgb, image.width(), image.height()), hash(gray), gray);
  }

  /** Of the size and the pixels, in hexadecimal digits. */
  String sha256() {
    return sha256;
  }

  long hash() {
    return hash;
  }

  /** Whether another image looks almost the same. */
  boolean isNear(ImageFingerprint other, int mostBits) {
    if (Long.bitCount(hash ^ other.hash) > mostBits) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < gray.length; i++) {
      sum += Math.abs((gray[i] & 0xFF) - (other.gray[i] & 0xFF));
    }
    return sum <= GRAY_TOLERANCE * gray.length;
  }

  private static String sha256(byte[] rgb, int width, int height) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(8).putInt(width).putInt(height).flip());
      return HexFormat.of().formatHex(digest.digest(rgb));
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gray(byte[] rgb, int width, int height) {
    try (PointerScope scope = new PointerScope()) {
      Mat pixels = new Mat(height, width, CV_8UC3, new BytePointer(rgb));
      Mat small = new Mat();
      resize(pixels, small, new Size(COLUMNS, ROWS), 0, 0, INTER_AREA);
      Mat gray = new Mat();
      cvtColor(small, gray, COLOR_RGB2GRAY);
      byte[] values = new byte[ROWS * COLUMNS];
      gray.data().get(values);
      return values;
    }
  }

  private static long hash(byte[] gray) {
    long hash = 0;
    for (int i = 0; i < gray.length; i++) {
      if (i % COLUMNS < COLUMNS - 1) {
        hash = hash << 1 | ((gray[i] & 0xFF) < (gray[i + 1] & 0xFF) ? 1 : 0);
      }
    }
    return hash;
  }
}
