package io.github.yolonas.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where a tensor's elements come from, in row-major order and little endian. */
interface TensorContent {
  /** How much is copied at a time where a copy through the heap is needed. */
  int CHUNK = 1 << 16;

  /** Takes bytes, piece by piece. */
  interface Sink {
    void accept(ByteBuffer bytes) throws IOException;
  }

  /** Fills {@code target}, which is little endian, with all elements. */
  void readInto(ByteBuffer target) throws IOException;

  /** Hands all {@code byteCount} bytes to {@code sink}. */
  default void streamTo(Sink sink, long byteCount) throws IOException {
    ByteBuffer whole =
        ByteBuffer.allocate(Math.toIntExact(byteCount)).order(ByteOrder.LITTLE_ENDIAN);
    readInto(whole);
    sink.accept(whole.flip());
  }

  /** A stretch of a storage. */
  record Stretch(StorageBytes storage, long start) implements TensorContent {
    @Override
    public void readInto(ByteBuffer target) throws IOException {
      if (target.hasArray()) {
        try (InputStream in = storage.openAt(start)) {
          int offset = target.arrayOffset() + target.position();
          requireAll(in.readNBytes(target.array(), offset, target.remaining()), target.remaining());
          target.position(target.limit());
        }
      } else {
        streamTo(target::put, target.remaining());
      }
    }

    @Override
    public void streamTo(Sink sink, long byteCount) throws IOException {
      byte[] chunk = new byte[(int) Math.min(CHUNK, byteCount)];
      try (InputStream in = storage.openAt(start)) {
        for (long left = byteCount; left > 0; left -= chunk.length) {
          int count = (int) Math.min(chunk.length, left);
          requireAll(in.readNBytes(chunk, 0, count), count);
          sink.accept(ByteBuffer.wrap(chunk, 0, count));
        }
      }
    }

    private static void requireAll(int found, int expected) throws EOFException {
      if (found < expected) {
        throw new EOFException("the data end %d bytes too early".formatted(expected - found));
      }
    }
  }
}
