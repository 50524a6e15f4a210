package io.github.yolonas.preprocess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The chunks of a PNG file, each a length, a type, data and a checksum. Only those asked for are
 * looked at: others may unfold to a thousand times their size.
 */
final class PngChunks {
  private static final int SIGNATURE_BYTES = 8;
  private static final int HEADER_BYTES = 8;
  private static final int CHECKSUM_BYTES = 4;
  private static final int END = 0x49454E44; // IEND
  private static final int EXIF = 0x65584966; // eXIf

  /** The first chunk, which the signature that tells a PNG file includes, begins with the size. */
  private static final int SIZE = SIGNATURE_BYTES + HEADER_BYTES;

  private final ByteBuffer png;

  PngChunks(ByteBuffer bytes) {
    png = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
  }

  private interface Visit {
    /** Whether to go on. */
    boolean chunk(int type, int position, long length);
  }

  private void forEach(Visit visit) {
    long position = SIGNATURE_BYTES;
    while (position + HEADER_BYTES <= png.limit()) {
      long length = Integer.toUnsignedLong(png.getInt((int) position));
      int type = png.getInt((int) position + 4);
      if (!visit.chunk(type, (int) position + HEADER_BYTES, length) || type == END) {
        return;
      }
      position += HEADER_BYTES + length + CHECKSUM_BYTES;
    }
  }

  /** Pixels in a row as the header says. */
  OptionalInt width() {
    return number(SIZE);
  }

  /** Rows as the header says. */
  OptionalInt height() {
    return number(SIZE + Integer.BYTES);
  }

  private OptionalInt number(int position) {
    return position + Integer.BYTES > png.limit()
        ? OptionalInt.empty()
        : OptionalInt.of(png.getInt(position));
  }

  /** The first EXIF block that is whole. */
  Optional<ByteBuffer> exif() {
    ByteBuffer[] found = new ByteBuffer[1];
    forEach(
        (type, position, length) -> {
          if (type == EXIF && length <= png.limit() - position) {
            found[0] = png.slice(position, (int) length);
          }
          return found[0] == null;
        });
    return Optional.ofNullable(found[0]);
  }

  /**
   * Checks that no chunk claims more bytes than the file has. The decoder allocates what a chunk
   * claims before it reads it, up to 4 GB for a file of a few bytes.
   */
  void requireWithinFile(String name) {
    forEach(
        (type, position, length) -> {
          if (length > png.limit() - position) {
            throw new ImageReadException(
                name,
                ("the PNG data (%d bytes) is cut short, damaged or hostile:"
                        + " a chunk claims %d bytes, there are %d")
                    .formatted(png.limit(), length, png.limit() - position),
                "a PNG file that is whole");
          }
          return true;
        });
  }
}
