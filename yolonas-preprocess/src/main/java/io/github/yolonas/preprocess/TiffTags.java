package io.github.yolonas.preprocess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Takes out of a TIFF file's first directory what would make its decoder change pixels unasked.
 *
 * <p>OpenCV's TIFF decoder turns pixels by the Orientation tag even when told to ignore it, and
 * libtiff multiplies colours by the alpha it drops if ExtraSamples says "unassociated". Every other
 * format comes as stored; so that TIFF does too, both tags are overwritten in our copy of the
 * bytes: orientation 1, alpha already associated.
 *
 * <p>A TIFF directory is a count (2 bytes) and entries of 12 bytes: tag, type, number of values,
 * and the values themselves where they fit into 4 bytes.
 */
final class TiffTags {
  private static final int ORIENTATION = 0x0112;
  private static final int EXTRA_SAMPLES = 0x0152;
  private static final short TYPE_SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private TiffTags() {}

  static void neutralize(ByteBuffer tiff) {
    if (tiff.capacity() < 8) {
      return;
    }
    tiff.order(tiff.get(0) == 'M' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int directory = tiff.getInt(4);
    if (directory < 8 || directory > tiff.capacity() - 2) {
      return;
    }
    int entries = tiff.getShort(directory) & 0xFFFF;
    long end = Math.min(tiff.capacity(), directory + 2L + (long) entries * ENTRY_BYTES);
    for (int entry = directory + 2; entry + ENTRY_BYTES <= end; entry += ENTRY_BYTES) {
      int tag = tiff.getShort(entry) & 0xFFFF;
      if (tag == ORIENTATION || (tag == EXTRA_SAMPLES && tiff.getInt(entry + 4) == 1)) {
        writeOne(tiff, entry);
      }
    }
  }

  /** Makes an entry's value a single 1. */
  private static void writeOne(ByteBuffer tiff, int entry) {
    tiff.putShort(entry + 2, TYPE_SHORT);
    tiff.putInt(entry + 4, 1);
    tiff.putShort(entry + 8, (short) 1);
  }
}
