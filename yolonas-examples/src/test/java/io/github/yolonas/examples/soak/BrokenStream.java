package io.github.yolonas.examples.soak;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives some bytes, and then what a connection gives that breaks. */
final class BrokenStream extends InputStream {
  private final ByteArrayInputStream whole;

  BrokenStream(byte[] bytes, int given) {
    whole = new ByteArrayInputStream(bytes, 0, given);
  }

  @Override
  public int read() throws IOException {
    int next = whole.read();
    if (next < 0) {
      throw new IOException("connection reset");
    }
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = whole.read(target, offset, length);
    if (count < 0 && length > 0) {
      throw new IOException("connection reset");
    }
    return count;
  }
}
