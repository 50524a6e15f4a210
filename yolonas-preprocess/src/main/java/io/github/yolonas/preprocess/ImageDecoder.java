package io.github.yolonas.preprocess;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import io.github.yolonas.preprocess.internal.NativeDefaults;
import io.github.yolonas.preprocess.internal.NativeLibrary;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Turns any {@link ImageSource} into RGB pixels in native memory. Thread-safe.
 *
 * <p>Encoded images are decoded as Pillow's {@code convert("RGB")} does: palettes expanded, gray
 * repeated, alpha dropped, 16 bits cut to 8; of several pages or frames the first. Colour profiles
 * are not applied. JPEG decoders may differ by a level or two from one another.
 */
public final class ImageDecoder {
  static {
    NativeDefaults.apply();
  }

  private ImageDecoder() {}

  /**
   * Decodes an image.
   *
   * @param source where it comes from
   * @param options limits, and what to do with an EXIF orientation
   * @return the pixels, which the caller must close
   * @throws ImageReadException if it cannot be read, is no image, is cut short or damaged as far as
   *     its format lets one tell, or is larger than the options allow
   * @throws NativeLibraryException if OpenCV's natives are missing
   */
  public static DecodedImage decode(ImageSource source, ImageReadOptions options) {
    NativeLibrary.OPENCV.require();
    try (PointerScope scope = new PointerScope()) {
      Mat rgb =
          source instanceof EncodedSource encoded
              ? decode(encoded, options)
              : ((PixelSource) source).toRgb();
      return new DecodedImage(source.name(), rgb);
    }
  }

  /**
   * The size that {@link #decode} would give, from the header alone: a file is read, but nothing is
   * decoded, so that damage behind the header goes unnoticed.
   *
   * @param source where the image comes from
   * @param options limits, and what to do with an EXIF orientation
   * @return width and height, after the EXIF orientation where that is applied
   * @throws ImageReadException if it cannot be read, is no image, or is larger than the options
   *     allow
   */
  public static ImageSize size(ImageSource source, ImageReadOptions options) {
    NativeLibrary.JAVACPP.require();
    try (PointerScope scope = new PointerScope()) {
      if (source instanceof EncodedSource encoded) {
        ImageHeader header = ImageHeader.read(encoded.open(options), source.name());
        header.requireAtMost(options.maxPixels(), source.name());
        return options.exif() == ExifOrientation.APPLY && header.orientation().isTransposed()
            ? new ImageSize(header.height(), header.width())
            : new ImageSize(header.width(), header.height());
      }
      Mat rgb = ((PixelSource) source).toRgb();
      return new ImageSize(rgb.cols(), rgb.rows());
    }
  }

  private static Mat decode(EncodedSource source, ImageReadOptions options) {
    EncodedBytes bytes = source.open(options);
    ImageHeader header = ImageHeader.read(bytes, source.name());
    header.requireAtMost(options.maxPixels(), source.name());
    if (header.format() == ImageFormat.TIFF) {
      TiffDirectory.of(bytes.buffer()).neutralize();
    } else if (header.format() == ImageFormat.GIF) {
      GifTransparency.clear(bytes.buffer());
    } else if (header.format() == ImageFormat.PNG) {
      new PngChunks(bytes.buffer()).requireWithinFile(source.name());
    }
    Mat stored = decode(bytes, source.name());
    if (stored.empty() || stored.cols() != header.width() || stored.rows() != header.height()) {
      throw new ImageReadException(
          source.name(),
          "the %s data (%d bytes) is cut short, damaged or of an unsupported kind"
              .formatted(header.format(), bytes.size()),
          "%d×%d pixels".formatted(header.width(), header.height()));
    }
    return options.exif() == ExifOrientation.APPLY ? header.orientation().upright(stored) : stored;
  }

  /**
   * OpenCV refuses some images, very long and thin ones for instance, by an exception of its own.
   */
  private static Mat decode(EncodedBytes bytes, String name) {
    try {
      return imdecode(bytes.mat(), IMREAD_COLOR_RGB | IMREAD_IGNORE_ORIENTATION);
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      throw new ImageReadException(
          name, "OpenCV cannot decode it: " + reason, "an image that OpenCV decodes", e);
    }
  }
}
