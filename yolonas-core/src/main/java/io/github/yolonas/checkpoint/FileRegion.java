package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A stretch of a file, read at explicit positions, so that readers don't disturb each other. */
record FileRegion(FileChannel channel, long start, long size) implements StorageBytes {

  @Override
  public InputStream openAt(long offset) {
    return new RegionStream(start + offset, start + size);
  }

  private final class RegionStream extends InputStream {
    private final long end;
    private long position;

    RegionStream(long position, long end) {
      this.position = position;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = (int) Math.min(length, end - position);
      if (count <= 0) {
        return length == 0 ? 0 : -1;
      }
      int read = channel.read(ByteBuffer.wrap(target, offset, count), position);
      position += Math.max(read, 0);
      return read;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, end - position));
      position += skipped;
      return skipped;
    }
  }
}
