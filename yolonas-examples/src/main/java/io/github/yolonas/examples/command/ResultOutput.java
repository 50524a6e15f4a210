package io.github.yolonas.examples.command;

import io.github.yolonas.PredictionOutcome;
import java.util.Optional;

/** Where results go beside the screen: into files that are whole or not there. */
interface ResultOutput extends AutoCloseable {
  /**
   * Takes what became of an image.
   *
   * @return what to tell people about it, if anything
   * @throws io.github.yolonas.ResultWriteException if this image's own file cannot be written
   * @throws IllegalArgumentException if the format cannot hold this image
   * @throws java.io.UncheckedIOException if the file of all images cannot be written
   */
  Optional<String> add(PredictionOutcome outcome);

  /**
   * All images were there: now comes what is written at the end.
   *
   * @return what to tell people about it, if anything
   */
  Optional<String> complete();

  /** Takes back what is not complete. */
  @Override
  void close();
}
