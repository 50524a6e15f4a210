package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Decodes the files of a data set, and sees to it that they are as large as their annotations. */
abstract class ImageFileDataset implements FileDataset {
  private final List<String> classNames;
  private final ImageReadOptions options;

  ImageFileDataset(List<String> classNames, ImageReadOptions options) {
    this.classNames = List.copyOf(classNames);
    this.options = options;
  }

  /** What names an image, for the message that it is missing: a label's file, for instance. */
  abstract String mention(int index);

  @Override
  public final List<String> classNames() {
    return classNames;
  }

  @Override
  public final RgbImage pixels(int index) {
    try (DecodedImage decoded = ImageDecoder.decode(source(index), options)) {
      return decoded.toRgbImage();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ImageReadException also if the image is not as large as its annotation says, for then
   *     the boxes are those of another image
   */
  @Override
  public final LabelledImage read(int index) {
    AnnotatedImage annotations = annotations(index);
    RgbImage image = pixels(index);
    ImageShape shape = annotations.shape();
    if (image.width() != shape.width() || image.height() != shape.height()) {
      throw new ImageReadException(
          imageFile(index).toString(),
          "%d×%d pixels".formatted(image.width(), image.height()),
          "%d×%d, as %s says".formatted(shape.width(), shape.height(), mention(index)));
    }
    return LabelledImage.of(image, annotations);
  }

  /** The size that the header tells; nothing is decoded. */
  final ImageShape headerShape(int index) {
    var size = ImageDecoder.size(source(index), options);
    return new ImageShape(size.height(), size.width());
  }

  private ImageSource source(int index) {
    Path file = imageFile(index);
    if (!Files.exists(file)) {
      throw new ImageReadException(
          file.toString(), "there is no such file", "the image that " + mention(index) + " names");
    }
    return ImageSource.of(file);
  }
}
