package io.github.yolonas.runtime;

import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.LetterboxedImage;
import io.github.yolonas.preprocess.Preprocessor;
import io.github.yolonas.preprocess.RgbImage;
import java.time.Duration;
import java.util.Optional;

/**
 * An image on its way: decoded and letterboxed, the full pixels kept only if asked for. Owns native
 * memory until closed.
 *
 * @param name what the image is called
 * @param shape its size as decoded
 * @param image its pixels, if the result shall hold them
 * @param letterboxed what the network sees of it
 * @param decode how long it took to read
 * @param preprocess how long it took to letterbox
 */
public record PreparedImage(
    String name,
    ImageShape shape,
    Optional<RgbImage> image,
    LetterboxedImage letterboxed,
    Duration decode,
    Duration preprocess)
    implements AutoCloseable {

  /**
   * Reads and letterboxes an image.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   */
  public static PreparedImage of(
      ImageSource source, ImageReadOptions reading, Preprocessor preprocessor, boolean keepImage) {
    long start = System.nanoTime();
    try (DecodedImage decoded = ImageDecoder.decode(source, reading)) {
      Optional<RgbImage> image = keepImage ? Optional.of(decoded.toRgbImage()) : Optional.empty();
      long middle = System.nanoTime();
      LetterboxedImage letterboxed = preprocessor.prepare(decoded);
      return new PreparedImage(
          source.name(),
          new ImageShape(decoded.height(), decoded.width()),
          image,
          letterboxed,
          Duration.ofNanos(middle - start),
          Duration.ofNanos(System.nanoTime() - middle));
    }
  }

  /** Height of the network's input, in pixels. */
  public int networkHeight() {
    return letterboxed.letterbox().networkHeight();
  }

  /** Width of the network's input, in pixels. */
  public int networkWidth() {
    return letterboxed.letterbox().networkWidth();
  }

  /** Frees the letterboxed pixels. Closing again does nothing. */
  @Override
  public void close() {
    letterboxed.close();
  }
}
