package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * An image file's bytes in native memory, where the decoder wants them: a file gets there without a
 * stop on the Java heap. Attached to the {@code PointerScope} it was made in.
 */
final class EncodedBytes {
  private final Mat mat;
  private final ByteBuffer bytes;

  private EncodedBytes(int size) {
    mat = new Mat(1, size, CV_8UC1);
    bytes = mat.createBuffer();
  }

  static EncodedBytes copy(byte[] encoded, long maxBytes) throws IOException {
    EncodedBytes copy = allocate(encoded.length, maxBytes);
    copy.buffer().put(encoded);
    return copy;
  }

  static EncodedBytes read(Path file, long maxBytes) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("it is a directory");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (InputStream pipe = Files.newInputStream(file)) {
        return read(pipe, maxBytes);
      }
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      EncodedBytes read = allocate(channel.size(), maxBytes);
      ByteBuffer target = read.buffer();
      while (target.hasRemaining()) {
        if (channel.read(target) < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
      }
      return read;
    }
  }

  static EncodedBytes read(InputStream in, long maxBytes) throws IOException {
    int most = (int) Math.min(maxBytes, Integer.MAX_VALUE - 8);
    byte[] encoded = in.readNBytes(most);
    if (encoded.length == most && in.read() >= 0) {
      throw new IOException("more than maxBytes = " + maxBytes + " bytes");
    }
    return copy(encoded, maxBytes);
  }

  private static EncodedBytes allocate(long size, long maxBytes) throws IOException {
    if (size == 0) {
      throw new EOFException("it is empty (0 bytes)");
    }
    if (size > maxBytes) {
      throw new IOException(size + " bytes, more than maxBytes = " + maxBytes);
    }
    return new EncodedBytes((int) size);
  }

  int size() {
    return bytes.capacity();
  }

  /** One row of bytes, as the decoder takes them. */
  Mat mat() {
    return mat;
  }

  /** A fresh view of all the bytes, writable. */
  ByteBuffer buffer() {
    return bytes.duplicate();
  }

  /** The bytes from the first. */
  InputStream stream() {
    return new ByteBufferInputStream(buffer());
  }
}
