package io.github.yolonas.train.data;

/** What becomes of the images when a data set is written in another format. */
public enum ImageTransfer {
  /** They are not written: labels alone. */
  NONE,
  /** Files are copied byte by byte; images that are no files are written as PNG. */
  COPY,
  /** Symbolic links to the files; images that are no files are written as PNG. */
  LINK
}
