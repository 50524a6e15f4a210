package io.github.yolonas.format;

import io.github.yolonas.ImageDetectionPrediction;

/**
 * Writes the objects of one image after another, so that memory does not grow with their number.
 * Not for use by several threads at once. After an error the output is not complete.
 */
public interface DetectionWriter extends AutoCloseable {
  /**
   * Adds an image.
   *
   * @throws java.io.UncheckedIOException if what is written to fails
   * @throws IllegalArgumentException if the format cannot hold it; the message says why
   */
  void write(AnnotatedImage image);

  /** Adds an image and what was found in it. */
  default void write(ImageDetectionPrediction result) {
    write(AnnotatedImage.of(result));
  }

  /** Ends the output and flushes it; what it goes to stays open. Closing again does nothing. */
  @Override
  void close();
}
