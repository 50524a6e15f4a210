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

/** An image on its way: decoded and letterboxed, the full pixels kept only if asked for. */
record PreparedImage(
    String name,
    ImageShape shape,
    Optional<RgbImage> image,
    LetterboxedImage letterboxed,
    Duration decode,
    Duration preprocess)
    implements AutoCloseable {

  static PreparedImage of(
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

  int networkHeight() {
    return letterboxed.letterbox().networkHeight();
  }

  int networkWidth() {
    return letterboxed.letterbox().networkWidth();
  }

  @Override
  public void close() {
    letterboxed.close();
  }
}
