package io.github.yolonas.preprocess;

import java.io.Serial;

/** Pixels of a kind that is not supported; {@link PixelSource} adds the image's name. */
final class UnsupportedPixelsException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  final String found;
  final String expected;

  UnsupportedPixelsException(String found, String expected) {
    super(found + "; expected " + expected);
    this.found = found;
    this.expected = expected;
  }
}
