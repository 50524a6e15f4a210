package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.io.InputStream;

/** The raw bytes of a storage, still in their file. Safe for use by several threads. */
interface StorageBytes {
  /** The length in bytes. */
  long size();

  /** The bytes from {@code offset} to the end; unbuffered, to be read in large pieces. */
  InputStream openAt(long offset) throws IOException;
}
