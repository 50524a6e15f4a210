package io.github.yolonas.preprocess;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Lets the metadata library jump about in a buffer without copying it to the heap. */
final class ByteBufferReader extends RandomAccessReader {
  private final ByteBuffer buffer;

  ByteBufferReader(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  @Override
  public int toUnshiftedOffset(int localOffset) {
    return localOffset;
  }

  @Override
  public byte getByte(int index) throws IOException {
    validateIndex(index, 1);
    return buffer.get(index);
  }

  @Override
  public byte[] getBytes(int index, int count) throws IOException {
    validateIndex(index, count);
    byte[] bytes = new byte[count];
    buffer.get(index, bytes);
    return bytes;
  }

  @Override
  protected void validateIndex(int index, int bytesRequested) throws IOException {
    if (!isValidIndex(index, bytesRequested)) {
      throw new BufferBoundsException(index, bytesRequested, buffer.capacity());
    }
  }

  @Override
  protected boolean isValidIndex(int index, int bytesRequested) {
    return bytesRequested >= 0 && index >= 0 && (long) index + bytesRequested <= buffer.capacity();
  }

  @Override
  public long getLength() {
    return buffer.capacity();
  }
}
