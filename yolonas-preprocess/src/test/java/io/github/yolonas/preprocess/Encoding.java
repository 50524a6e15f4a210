package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes image files for tests, and writes EXIF orientations into them byte by byte. */
final class Encoding {
  private Encoding() {}

  /** Encodes packed RGB with OpenCV; {@code parameters} are its IMWRITE pairs. */
  static byte[] encode(String extension, byte[] rgb, int width, int height, int... parameters) {
    try (PointerScope scope = new PointerScope()) {
      Mat image = new Mat(height, width, CV_8UC3);
      image.data().put(rgb);
      cvtColor(image, image, COLOR_RGB2BGR);
      return encode(extension, image, parameters);
    }
  }

  /** Encodes any {@code Mat}, within the caller's scope. */
  static byte[] encode(String extension, Mat image, int... parameters) {
    BytePointer encoded = new BytePointer();
    imencode("." + extension, image, encoded, new IntPointer(parameters));
    byte[] bytes = new byte[(int) encoded.limit()];
    encoded.get(bytes);
    return bytes;
  }

  /** An EXIF block (a small TIFF file) that says nothing but the orientation. */
  static byte[] exif(int orientation, ByteOrder order) {
    return ByteBuffer.allocate(26)
        .order(order)
        .put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII))
        .putShort((short) 42)
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .putShort((short) 0)
        .putInt(0)
        .array();
  }

  /** Puts an APP1 segment right after a JPEG file's start marker. */
  static byte[] jpegWithExif(byte[] jpeg, byte[] exif) {
    byte[] label = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer segment = ByteBuffer.allocate(4 + label.length + exif.length);
    segment.putShort((short) 0xFFE1).putShort((short) (2 + label.length + exif.length));
    segment.put(label).put(exif);
    return insert(jpeg, 2, segment.array());
  }

  /** Puts an eXIf chunk right after a PNG file's IHDR. */
  static byte[] pngWithExif(byte[] png, byte[] exif) {
    return insert(png, 33, pngChunk("eXIf", exif));
  }

  static byte[] pngChunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** Wraps a plain WebP file's only chunk in the extended form: VP8X, the image, EXIF. */
  static byte[] webpWithExif(byte[] webp, byte[] exif, int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] image = Arrays.copyOfRange(webp, 12, webp.length);
    ByteBuffer head = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(StandardCharsets.US_ASCII));
    head.putInt(4 + 18 + image.length + 8 + exif.length);
    head.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0x08);
    head.putShort((short) (width - 1)).put((byte) 0);
    head.putShort((short) (height - 1)).put((byte) 0);
    out.writeBytes(head.array());
    out.writeBytes(image);
    ByteBuffer chunk = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(
        chunk.put("EXIF".getBytes(StandardCharsets.US_ASCII)).putInt(exif.length).array());
    out.writeBytes(exif);
    return out.toByteArray();
  }

  /**
   * An uncompressed TIFF file of 3 samples, or of 4 with unassociated alpha; its directory first.
   */
  static byte[] tiff(byte[] samples, int width, int height, int orientation, ByteOrder order) {
    int channels = samples.length / (width * height);
    int[][] entries = {
      {256, width},
      {257, height},
      {258, 8},
      {259, 1},
      {262, 2},
      {273, 0},
      {274, orientation},
      {277, channels},
      {278, height},
      {279, samples.length},
      {338, 2}
    };
    int count = channels == 4 ? entries.length : entries.length - 1;
    int bits = 8 + 2 + count * 12 + 4;
    ByteBuffer out = ByteBuffer.allocate(bits + 2 * channels + samples.length).order(order);
    out.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) 42).putInt(8).putShort((short) count);
    for (int[] entry : Arrays.copyOf(entries, count)) {
      boolean isLong = entry[0] == 273 || entry[0] == 279;
      boolean isBits = entry[0] == 258;
      out.putShort((short) entry[0])
          .putShort((short) (isLong ? 4 : 3))
          .putInt(isBits ? channels : 1);
      if (isBits) {
        out.putInt(bits);
      } else if (isLong) {
        out.putInt(entry[0] == 273 ? bits + 2 * channels : entry[1]);
      } else {
        out.putShort((short) entry[1]).putShort((short) 0);
      }
    }
    out.putInt(0);
    for (int i = 0; i < channels; i++) {
      out.putShort((short) 8);
    }
    return out.put(samples).array();
  }

  private static byte[] insert(byte[] bytes, int at, byte[] inserted) {
    return ByteBuffer.allocate(bytes.length + inserted.length)
        .put(bytes, 0, at)
        .put(inserted)
        .put(bytes, at, bytes.length - at)
        .array();
  }
}
