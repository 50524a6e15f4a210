package io.github.yolonas.preprocess;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/** Damages image files in the ways that upset decoders. Not for use by several threads. */
final class ImageMutation {
  private static final int[] NUMBERS = {
    0, 1, 2, 3, 7, 8, 255, 256, 4095, 30_000, 65_535, 65_536, 1 << 20, 1 << 28, -1 >>> 1, -1,
    1 << 31
  };

  /** Where headers, dimensions and lengths are. */
  private static final int HEADER = 64;

  private static final int PNG_SIGNATURE = 8;

  private final List<byte[]> originals;
  private final Random random;

  ImageMutation(List<byte[]> originals, long seed) {
    this.originals = originals;
    random = new Random(seed);
  }

  /** One file with one to four damages. */
  byte[] next() {
    byte[] file = any().clone();
    for (int i = 1 + random.nextInt(4); i > 0 && file.length > 0; i--) {
      file = damaged(file);
    }
    return random.nextBoolean() ? checksummed(file) : file;
  }

  private byte[] any() {
    return originals.get(random.nextInt(originals.size()));
  }

  private byte[] damaged(byte[] file) {
    int at = random.nextInt(file.length);
    switch (random.nextInt(8)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) random.nextInt(256);
      case 2 -> {
        return Arrays.copyOf(file, at);
      }
      case 3 -> number(file, at);
      case 4, 5 -> number(file, random.nextInt(Math.min(HEADER, file.length)));
      case 6 -> {
        return spliced(Arrays.copyOf(file, at), any());
      }
      default -> {
        return repeated(file, at, random.nextInt(64));
      }
    }
    return file;
  }

  /** Overwrites 2 or 4 bytes, in either order: a dimension, a count, a length, an offset. */
  private void number(byte[] file, int at) {
    int value = NUMBERS[random.nextInt(NUMBERS.length)];
    ByteBuffer bytes =
        ByteBuffer.wrap(file)
            .order(random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    if (random.nextBoolean() && at + 4 <= file.length) {
      bytes.putInt(at, value);
    } else if (at + 2 <= file.length) {
      bytes.putShort(at, (short) value);
    }
  }

  private byte[] spliced(byte[] begin, byte[] other) {
    int from = random.nextInt(other.length);
    byte[] both = Arrays.copyOf(begin, begin.length + other.length - from);
    System.arraycopy(other, from, both, begin.length, other.length - from);
    return both;
  }

  private static byte[] repeated(byte[] file, int at, int count) {
    int end = Math.min(file.length, at + count);
    byte[] longer = Arrays.copyOf(file, file.length + end - at);
    System.arraycopy(file, at, longer, end, file.length - at);
    return longer;
  }

  /** Corrects a PNG file's checksums, else its decoder looks no further. */
  private static byte[] checksummed(byte[] file) {
    if (file.length < PNG_SIGNATURE || file[0] != (byte) 0x89 || file[1] != 'P') {
      return file;
    }
    ByteBuffer png = ByteBuffer.wrap(file);
    long at = PNG_SIGNATURE;
    while (at + 12 <= file.length) {
      long length = Integer.toUnsignedLong(png.getInt((int) at));
      if (at + 12 + length > file.length) {
        return file;
      }
      CRC32 crc = new CRC32();
      crc.update(file, (int) at + 4, (int) length + 4);
      png.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
    return file;
  }
}
