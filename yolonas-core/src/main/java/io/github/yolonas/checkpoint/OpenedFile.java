package io.github.yolonas.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * A file whose structure has been read, while its tensor data still lie in it.
 *
 * @param stateDict the weights, or a {@link CheckpointException} saying why there are none
 * @param resource what is to be closed in the end
 */
record OpenedFile(
    CheckpointFormat format,
    Supplier<StateDict> stateDict,
    CheckpointMetadata metadata,
    Closeable resource) {

  /** Reads the structure of an open resource. */
  interface Reading<R extends Closeable> {
    OpenedFile read(R resource) throws IOException;
  }

  /** What {@code reading} makes of a resource, which is closed if that fails. */
  static <R extends Closeable> OpenedFile of(R resource, Reading<R> reading) throws IOException {
    try {
      return reading.read(resource);
    } catch (IOException | RuntimeException | Error e) { // an Error may be too little memory
      resource.close();
      throw e;
    }
  }
}
