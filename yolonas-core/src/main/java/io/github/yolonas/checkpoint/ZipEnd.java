package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of a zip file, which says how large its directory is, before {@link
 * java.util.zip.ZipFile} takes the whole directory into memory.
 *
 * <p>The end record lies at the end, before a comment of at most 64 KiB. Searched from the back,
 * the first signature must be the record itself, its comment reaching exactly to the file's end: a
 * file in which one could be mistaken for the other is refused.
 */
final class ZipEnd {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
  private static final int ZIP64_LOCATOR_SIZE = 20;
  private static final int ZIP64_END_SIGNATURE = 0x06064b50;
  private static final int ZIP64_END_SIZE = 56;

  private ZipEnd() {}

  /**
   * Checks the directory's size and number of entries.
   *
   * @throws CheckpointException if there is no end record, or it claims more than the limits allow
   */
  static void check(String file, Path path, CheckpointLimits limits) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      long size = channel.size();
      int tailSize = (int) Math.min(size, END_SIZE + LONGEST_COMMENT + ZIP64_LOCATOR_SIZE);
      ByteBuffer tail = read(channel, size - tailSize, tailSize);
      int end = findEnd(tail);
      if (end < 0) {
        throw new CheckpointException(
            file + ": the zip archive has no directory at its end: the file is cut off or damaged");
      }
      long entries = tail.getShort(end + 10) & 0xFFFF;
      long directoryBytes = tail.getInt(end + 12) & 0xFFFF_FFFFL;
      ByteBuffer large = readZip64End(channel, tail, end);
      if (large != null) {
        entries = Math.max(entries, large.getLong(32));
        directoryBytes = large.getLong(40);
      }
      require(file, "zip entries", entries, limits.maxZipEntries());
      require(file, "bytes of zip directory", directoryBytes, limits.maxZipDirectoryBytes());
    }
  }

  private static int findEnd(ByteBuffer tail) {
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      if (tail.getInt(at) == END_SIGNATURE) {
        int comment = tail.getShort(at + 20) & 0xFFFF;
        return at + END_SIZE + comment == tail.limit() ? at : -1;
      }
    }
    return -1;
  }

  private static @Nullable ByteBuffer readZip64End(FileChannel channel, ByteBuffer tail, int end)
      throws IOException {
    int locator = end - ZIP64_LOCATOR_SIZE;
    if (locator < 0 || tail.getInt(locator) != ZIP64_LOCATOR_SIGNATURE) {
      return null;
    }
    long position = tail.getLong(locator + 8);
    if (position < 0 || position > channel.size() - ZIP64_END_SIZE) {
      return null;
    }
    ByteBuffer record = read(channel, position, ZIP64_END_SIZE);
    return record.getInt(0) == ZIP64_END_SIGNATURE ? record : null;
  }

  private static void require(String file, String what, long found, long allowed) {
    if (found < 0 || found > allowed) {
      throw CheckpointException.expected(
          file, what, "at most " + allowed, Long.toUnsignedString(found));
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      // read until full
    }
    return buffer.flip();
  }
}
