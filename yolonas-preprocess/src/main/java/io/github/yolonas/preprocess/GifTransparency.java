package io.github.yolonas.preprocess;

import java.nio.ByteBuffer;

/**
 * Makes a GIF file's transparent pixels opaque.
 *
 * <p>OpenCV paints them in the background colour. Every other format gives the colour beneath a
 * dropped alpha, as Pillow does for all; so that GIF does too, the flag that declares a colour
 * transparent is cleared in our copy of the bytes.
 *
 * <p>A GIF file is a header of 13 bytes, a colour table perhaps, and blocks: 0x21 starts an
 * extension (label, then chunks that each start with their length, up to an empty one), 0x2C an
 * image. The flag is the lowest bit of the first byte of the extension 0xF9.
 */
final class GifTransparency {
  private static final int HEADER_BYTES = 13;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xF9;

  private GifTransparency() {}

  /** Clears the flag of the first image. */
  static void clear(ByteBuffer gif) {
    int at = HEADER_BYTES + colourTableBytes(gif);
    while (at + 4 <= gif.capacity() && unsigned(gif, at) == EXTENSION) {
      if (unsigned(gif, at + 1) == GRAPHIC_CONTROL) {
        gif.put(at + 3, (byte) (gif.get(at + 3) & ~1));
      }
      at += 2;
      while (at < gif.capacity() && gif.get(at) != 0) {
        at += 1 + unsigned(gif, at);
      }
      at++;
    }
  }

  /** The table has 2 to 256 colours of three bytes, or is absent. */
  private static int colourTableBytes(ByteBuffer gif) {
    int flags = gif.capacity() < HEADER_BYTES ? 0 : unsigned(gif, 10);
    return (flags & 0x80) == 0 ? 0 : 3 * (2 << (flags & 7));
  }

  private static int unsigned(ByteBuffer bytes, int index) {
    return bytes.get(index) & 0xFF;
  }
}
