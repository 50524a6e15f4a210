package io.github.yolonas.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Changes MP4 files, whose index lies in front, by hand. */
final class Mp4Bytes {
  private static final int ONE = 1 << 16;

  private Mp4Bytes() {}

  /** Writes a turn, clockwise in degrees, into the track header. */
  static void rotate(Path file, int degrees) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int matrix = payload(bytes, "tkhd") + 40; // of version 0
    int cos = degrees == 180 ? -ONE : 0;
    int sin = degrees == 90 ? ONE : degrees == 270 ? -ONE : 0;
    ByteBuffer.wrap(bytes)
        .position(matrix)
        .putInt(cos)
        .putInt(sin)
        .putInt(0)
        .putInt(-sin)
        .putInt(cos);
    Files.write(file, bytes);
  }

  /** Leaves so much of the pictures' data. */
  static void truncate(Path file, int percent) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int data = payload(bytes, "mdat");
    Files.write(file, Arrays.copyOf(bytes, data + (bytes.length - data) * percent / 100));
  }

  /** Leaves so many whole frames, which lie one after the other. */
  static void truncateAfterSamples(Path file, int samples) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer sizes = ByteBuffer.wrap(bytes).position(payload(bytes, "stsz") + 12);
    ByteBuffer chunks = ByteBuffer.wrap(bytes).position(payload(bytes, "stco") + 8);
    int end = chunks.getInt();
    for (int i = 0; i < samples; i++) {
      end += sizes.getInt();
    }
    Files.write(file, Arrays.copyOf(bytes, end));
  }

  /** Overwrites the pictures' data from one share of it to another. */
  static void damage(Path file, int fromPercent, int toPercent) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int data = payload(bytes, "mdat");
    int length = bytes.length - data;
    Arrays.fill(
        bytes, data + length * fromPercent / 100, data + length * toPercent / 100, (byte) 0x5A);
    Files.write(file, bytes);
  }

  private static int payload(byte[] bytes, String box) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(box);
    if (at < 0) {
      throw new IllegalArgumentException("no box " + box);
    }
    return at + 4;
  }
}
