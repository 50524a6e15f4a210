package io.github.yolonas.checkpoint;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads single elements of a storage through a window that slides forward. Moving back within the
 * window is free; farther back, the storage is opened anew, which a view that isn't contrived needs
 * never, and a contrived one may do a few times only.
 */
final class StorageCursor implements Closeable {
  private static final int MOST_REWINDS = 64;

  private final StorageBytes storage;
  private final ByteBuffer window =
      ByteBuffer.allocate(TensorContent.CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private InputStream in;
  private long windowStart;
  private int rewinds;

  StorageCursor(StorageBytes storage) throws IOException {
    this.storage = storage;
    this.in = storage.openAt(0);
    window.limit(0);
  }

  /** Copies the element of {@code bytes} bytes at {@code position} to {@code out} at {@code to}. */
  void copy(long position, int bytes, ByteBuffer out, int to) throws IOException {
    if (position < windowStart || position + bytes > windowStart + window.limit()) {
      slideTo(position, bytes);
    }
    int at = (int) (position - windowStart);
    switch (bytes) {
      case 1 -> out.put(to, window.get(at));
      case 2 -> out.putShort(to, window.getShort(at));
      case 4 -> out.putInt(to, window.getInt(at));
      default -> out.putLong(to, window.getLong(at));
    }
  }

  private void slideTo(long position, int bytes) throws IOException {
    if (position < windowStart) {
      rewind(position);
    } else {
      in.skipNBytes(Math.max(0, position - windowStart - window.limit()));
    }
    int kept = (int) Math.max(0, windowStart + window.limit() - position);
    window.position(window.limit() - kept).compact();
    int read = in.readNBytes(window.array(), kept, window.capacity() - kept);
    window.position(0).limit(kept + read);
    windowStart = position;
    if (window.limit() < bytes) {
      throw new EOFException("the data end too early");
    }
  }

  private void rewind(long position) throws IOException {
    if (++rewinds > MOST_REWINDS) {
      throw new IOException("the view overlaps itself too widely to be read");
    }
    in.close();
    in = storage.openAt(position);
    windowStart = position;
    window.position(0).limit(0);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
