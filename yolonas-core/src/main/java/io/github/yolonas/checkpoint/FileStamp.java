package io.github.yolonas.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from what lies in its place later, without reading it: it differs as soon as
 * the file is replaced or written to (but for a change of equal length within one tick of the file
 * system's clock).
 *
 * @param key the file's identity, such as device and inode, where the file system has one
 */
record FileStamp(long size, FileTime modified, @Nullable Object key) {

  /** The stamp of a file; empty if there is none to be read. */
  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new FileStamp(is.size(), is.lastModifiedTime(), is.fileKey()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
