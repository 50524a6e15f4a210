package io.github.yolonas.spark;

import io.github.yolonas.preprocess.ImageSource;
import org.jspecify.annotations.Nullable;

/** What became of one row of images: something to decode, or the reason why there is nothing. */
sealed interface ImageRow {

  /** The image's path, as it came; null in a row without one. */
  @Nullable String path();

  /**
   * An image to decode.
   *
   * @param path its path
   * @param source its bytes
   */
  record Encoded(String path, ImageSource source) implements ImageRow {}

  /**
   * Nothing to decode.
   *
   * @param path its path, if it has one
   * @param error what was expected and found
   */
  record Unreadable(@Nullable String path, String error) implements ImageRow {}
}
