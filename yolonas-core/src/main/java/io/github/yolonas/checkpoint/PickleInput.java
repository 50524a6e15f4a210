package io.github.yolonas.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a pickle. A length that a pickle claims is compared with what is left of it before
 * anything is allocated.
 */
final class PickleInput {
  private static final int LONGEST_LINE = 1 << 16;

  private final InputStream in;
  private final String file;
  private final long allowed;
  private final boolean wholeInput;
  private long position;

  /**
   * Reads {@code in} from its current position.
   *
   * @param file the name for messages
   * @param available how many bytes are there
   * @param limit how many bytes may be read
   */
  PickleInput(InputStream in, String file, long available, long limit) {
    this.in = in;
    this.file = file;
    this.allowed = Math.min(available, limit);
    this.wholeInput = available <= limit;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  String file() {
    return file;
  }

  int readByte() throws IOException {
    claim(1);
    int value = in.read();
    if (value < 0) {
      throw ended();
    }
    position++;
    return value;
  }

  byte[] readBytes(long count) throws IOException {
    claim(count);
    byte[] bytes = in.readNBytes((int) count);
    position += bytes.length;
    if (bytes.length < count) {
      throw ended();
    }
    return bytes;
  }

  int readUnsignedShort() throws IOException {
    return (int) littleEndian(2);
  }

  int readInt() throws IOException {
    return (int) littleEndian(4);
  }

  long readUnsignedInt() throws IOException {
    return littleEndian(4);
  }

  long readLong() throws IOException {
    return littleEndian(8);
  }

  double readBigEndianDouble() throws IOException {
    return ByteBuffer.wrap(readBytes(8)).getDouble();
  }

  String readText(long bytes) throws IOException {
    return new String(readBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Up to the next line feed, which is consumed and left out. */
  String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = readByte(); c != '\n'; c = readByte()) {
      if (line.length() == LONGEST_LINE) {
        throw malformed("a line of more than " + LONGEST_LINE + " bytes");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  /** The exception for a pickle that breaks the rules, at the current position. */
  CheckpointException malformed(String problem) {
    return new CheckpointException(
        "%s: malformed pickle at byte %d: %s"
            .formatted(file, position, CheckpointException.quote(problem)));
  }

  private long littleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) readByte() << (Byte.SIZE * i);
    }
    return value;
  }

  private void claim(long count) throws EOFException {
    if (count < 0 || count > Integer.MAX_VALUE - 16) {
      throw malformed("a length of " + Long.toUnsignedString(count));
    }
    if (count > allowed - position) {
      if (wholeInput) {
        throw ended();
      }
      throw malformed("larger than CheckpointLimits.maxPickleBytes allows, " + allowed);
    }
  }

  private CheckpointException ended() {
    return new CheckpointException(
        "%s: malformed pickle: it ends after %d bytes, in the middle of an instruction"
            .formatted(file, position));
  }
}
