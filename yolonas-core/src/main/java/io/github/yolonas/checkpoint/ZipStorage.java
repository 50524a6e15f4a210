package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A storage that is an entry of a zip. If stored, not deflated, skipping takes no time. */
record ZipStorage(ZipFile zip, ZipEntry entry) implements StorageBytes {

  @Override
  public long size() {
    return entry.getSize();
  }

  @Override
  public InputStream openAt(long offset) throws IOException {
    InputStream in = open(zip, entry);
    try {
      in.skipNBytes(offset);
      return in;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  static InputStream open(ZipFile zip, ZipEntry entry) throws IOException {
    try {
      InputStream in = zip.getInputStream(entry);
      if (in == null) {
        throw new IOException("the zip entry " + entry.getName() + " is gone");
      }
      return in;
    } catch (IllegalStateException e) {
      throw new IOException("the checkpoint is closed", e);
    }
  }
}
