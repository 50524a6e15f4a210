package io.github.yolonas.preprocess;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A {@code Mat} that outlives the scope it was made in, until it is closed. */
final class OwnedMat implements AutoCloseable {
  private final String name;
  private final Mat mat;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Adds a reference of its own to the scope's. */
  OwnedMat(String name, Mat mat) {
    this.name = name;
    this.mat = mat;
    mat.retainReference();
  }

  Mat get() {
    if (closed.get()) {
      throw new IllegalStateException(name + ": the image is closed");
    }
    return mat;
  }

  /** All bytes of a {@code Mat} without gaps. */
  byte[] toBytes() {
    byte[] bytes = new byte[Math.toIntExact(get().total() * mat.elemSize())];
    try (BytePointer data = mat.data()) {
      data.get(bytes);
    }
    return bytes;
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      mat.releaseReference();
    }
  }
}
