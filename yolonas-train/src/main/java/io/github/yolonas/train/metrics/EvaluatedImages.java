package io.github.yolonas.train.metrics;

import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Path;

/** Where the pixels of evaluated images come from. */
@FunctionalInterface
public interface EvaluatedImages {
  /**
   * An image's pixels.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   */
  RgbImage read(CocoImage image);

  /**
   * Files with the images' names.
   *
   * @param folder the one that the names are relative to; none outside of it is read
   */
  static EvaluatedImages in(Path folder) {
    return image -> {
      ImageSource source = ImageSource.of(ModelDetections.file(folder, image));
      try (DecodedImage decoded = ImageDecoder.decode(source, ImageReadOptions.defaults())) {
        return decoded.toRgbImage();
      }
    };
  }
}
