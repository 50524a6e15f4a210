package io.github.yolonas.preprocess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * The first directory of a TIFF file, or of an EXIF block, which is a small one.
 *
 * <p>A directory is a count (2 bytes) and entries of 12 bytes: tag, type, number of values, and the
 * values themselves where they fit into 4 bytes. Entries are looked at where they stand. No pointer
 * is followed and nothing is copied: readers of all metadata walk from directory to directory on
 * the stack and copy what each entry points at, so that a file of a few hundred kilobytes takes
 * gigabytes and minutes.
 */
final class TiffDirectory {
  static final int WIDTH = 0x0100;
  static final int HEIGHT = 0x0101;
  static final int ORIENTATION = 0x0112;
  private static final int EXTRA_SAMPLES = 0x0152;

  /** What some writers put before the block, though it belongs to JPEG's segments alone. */
  private static final byte[] PREAMBLE = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_BYTES = 8;
  private static final int ENTRY_BYTES = 12;
  private static final int MARKER = 42;
  private static final int TYPE_BYTE = 1;
  private static final short TYPE_SHORT = 3;
  private static final int TYPE_LONG = 4;

  private final ByteBuffer tiff;
  private final int start;
  private final int end;

  private TiffDirectory(ByteBuffer tiff, int start, int end) {
    this.tiff = tiff;
    this.start = start;
    this.end = end;
  }

  /** The directory of a whole file, from the buffer's position on; without entries if damaged. */
  static TiffDirectory of(ByteBuffer file) {
    ByteBuffer tiff = file.slice().order(ByteOrder.BIG_ENDIAN);
    if (tiff.capacity() < HEADER_BYTES) {
      return new TiffDirectory(tiff, 0, 0);
    }
    tiff.order(tiff.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int directory = tiff.getInt(4);
    if (tiff.get(0) != tiff.get(1)
        || tiff.getShort(2) != MARKER
        || directory < HEADER_BYTES
        || directory > tiff.capacity() - 2) {
      return new TiffDirectory(tiff, 0, 0);
    }
    int entries = Short.toUnsignedInt(tiff.getShort(directory));
    long end = Math.min(tiff.capacity(), directory + 2L + (long) entries * ENTRY_BYTES);
    return new TiffDirectory(tiff, directory + 2, (int) end);
  }

  /** The directory of an EXIF block, with or without the preamble that JPEG asks for. */
  static TiffDirectory ofExif(ByteBuffer block) {
    ByteBuffer tiff = block.slice();
    boolean preamble =
        tiff.capacity() >= PREAMBLE.length
            && tiff.slice(0, PREAMBLE.length).equals(ByteBuffer.wrap(PREAMBLE));
    return of(preamble ? tiff.position(PREAMBLE.length) : tiff);
  }

  /** Whether a JPEG segment holds EXIF. */
  static boolean isExif(byte[] segment) {
    return segment.length >= PREAMBLE.length
        && ByteBuffer.wrap(segment, 0, PREAMBLE.length).equals(ByteBuffer.wrap(PREAMBLE));
  }

  /** The first entry of a tag, which is the one that libtiff takes, if it is one whole number. */
  OptionalInt number(int tag) {
    for (int entry = start; entry + ENTRY_BYTES <= end; entry += ENTRY_BYTES) {
      if (tag(entry) == tag) {
        return number(tiff, entry);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt number(ByteBuffer tiff, int entry) {
    if (tiff.getInt(entry + 4) != 1) {
      return OptionalInt.empty();
    }
    return switch (tiff.getShort(entry + 2)) {
      case TYPE_BYTE -> OptionalInt.of(Byte.toUnsignedInt(tiff.get(entry + 8)));
      case TYPE_SHORT -> OptionalInt.of(Short.toUnsignedInt(tiff.getShort(entry + 8)));
      case TYPE_LONG -> OptionalInt.of(tiff.getInt(entry + 8));
      default -> OptionalInt.empty();
    };
  }

  /**
   * Takes out what would make the decoder change pixels unasked. OpenCV's TIFF decoder turns pixels
   * by the Orientation tag even when told to ignore it, and libtiff multiplies colours by the alpha
   * it drops if ExtraSamples says "unassociated". Every other format comes as stored; so that TIFF
   * does too, both tags are overwritten in our copy of the bytes: orientation 1, alpha already
   * associated.
   */
  void neutralize() {
    for (int entry = start; entry + ENTRY_BYTES <= end; entry += ENTRY_BYTES) {
      if (tag(entry) == ORIENTATION
          || (tag(entry) == EXTRA_SAMPLES && tiff.getInt(entry + 4) == 1)) {
        writeOne(entry);
      }
    }
  }

  private int tag(int entry) {
    return Short.toUnsignedInt(tiff.getShort(entry));
  }

  /** Makes an entry's value a single 1. */
  private void writeOne(int entry) {
    tiff.putShort(entry + 2, TYPE_SHORT);
    tiff.putInt(entry + 4, 1);
    tiff.putShort(entry + 8, (short) 1);
  }
}
