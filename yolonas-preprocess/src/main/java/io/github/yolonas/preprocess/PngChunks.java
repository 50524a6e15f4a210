package io.github.yolonas.preprocess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks that no chunk of a PNG claims more bytes than the file has. The decoder allocates what a
 * chunk claims before it reads it, up to 4 GB for a file of a few bytes.
 */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEADER_BYTES = 8;
  private static final int CHECKSUM_BYTES = 4;
  private static final int END = 0x49454E44; // IEND

  private PngChunks() {}

  static void requireWithinFile(ByteBuffer bytes, String name) {
    ByteBuffer png = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
    long position = SIGNATURE_BYTES;
    while (position + HEADER_BYTES <= png.limit()) {
      long length = Integer.toUnsignedLong(png.getInt((int) position));
      int type = png.getInt((int) position + 4);
      long available = png.limit() - position - HEADER_BYTES;
      if (length > available) {
        throw new ImageReadException(
            name,
            "a PNG chunk claims %d bytes where the file has %d".formatted(length, available),
            "a PNG file that is whole");
      }
      if (type == END) {
        return;
      }
      position += HEADER_BYTES + length + CHECKSUM_BYTES;
    }
  }
}
