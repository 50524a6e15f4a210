package io.github.yolonas.preprocess;

import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacv.Frame;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Where an image comes from: encoded bytes (a file, a URI, a stream) or pixels already in memory.
 * Nothing is read before {@link ImageDecoder#decode}.
 *
 * <p>A source keeps what it was made from and copies nothing: do not change an array, buffer, image
 * or {@code Mat} until it has been decoded. Apart from a stream's, a source can be decoded any
 * number of times, from any thread.
 */
public sealed interface ImageSource permits EncodedSource, PixelSource {

  /**
   * What error messages call this image: a path, a URI without its secrets, or a description.
   *
   * @return the name
   */
  String name();

  /**
   * An image file: JPEG, PNG, BMP, TIFF, WebP or GIF (the first page or frame), whatever its name
   * ends with.
   *
   * @param file the file, of any file system
   * @return the source
   */
  static ImageSource of(Path file) {
    return EncodedSource.of(file);
  }

  /**
   * A file at a URI: {@code file:}, {@code http:} or {@code https:}. Which of them are opened is
   * for {@link ImageReadOptions#addresses} to say: see {@link AddressPolicy} before you hand on
   * addresses that others send.
   *
   * @param uri the absolute URI
   * @return the source
   * @throws ImageReadException for any other scheme
   */
  static ImageSource of(URI uri) {
    return EncodedSource.of(uri);
  }

  /**
   * The bytes of an image file.
   *
   * @param encoded the bytes
   * @return the source
   */
  static ImageSource of(byte[] encoded) {
    return EncodedSource.of(encoded);
  }

  /**
   * The bytes of an image file that has a name elsewhere, such as in a table or an archive.
   *
   * @param encoded the bytes
   * @param name what results and error messages call the image
   * @return the source
   */
  static ImageSource of(byte[] encoded, String name) {
    return EncodedSource.of(encoded, name);
  }

  /**
   * A stream of an image file's bytes. It can be decoded once; the caller closes it.
   *
   * @param encoded the stream
   * @return the source
   */
  static ImageSource of(InputStream encoded) {
    return EncodedSource.of(encoded);
  }

  /**
   * A Java image of any type. Alpha is dropped. Gray images give their stored samples, as in the
   * file they came from, not the brighter ones of {@link BufferedImage#getRGB}.
   *
   * @param image the image
   * @return the source
   */
  static ImageSource of(BufferedImage image) {
    return new PixelSource(
        "BufferedImage " + image.getWidth() + "×" + image.getHeight(),
        () -> BufferedImagePixels.toRgb(image));
  }

  /**
   * An OpenCV image: 8 bits, 1 channel (gray), 3 (BGR) or 4 (BGRA, alpha dropped). The caller keeps
   * the {@code Mat} and closes it.
   *
   * @param image the image
   * @return the source
   */
  static ImageSource of(Mat image) {
    return new PixelSource("Mat", () -> MatPixels.toRgb(image));
  }

  /**
   * A video or camera frame of JavaCV: 8 bits, 1 channel (gray), 3 (BGR) or 4 (BGRA). The caller
   * keeps the frame; grabbers reuse theirs, so decode it before grabbing the next.
   *
   * @param frame the frame
   * @return the source
   */
  static ImageSource of(Frame frame) {
    return new PixelSource("Frame", () -> FramePixels.toRgb(frame));
  }

  /**
   * Pixels of this library.
   *
   * @param image the image
   * @return the source
   */
  static ImageSource of(RgbImage image) {
    return new PixelSource(image.toString(), () -> RawPixels.of(image).toRgb());
  }

  /**
   * Raw pixels, row by row, three bytes each: red, green, blue.
   *
   * @param pixels {@code height * width * 3} bytes
   * @param width in pixels
   * @param height in pixels
   * @return the source
   * @throws ImageReadException if the number of bytes is another
   */
  static ImageSource ofRgb(byte[] pixels, int width, int height) {
    return ofRgb(ByteBuffer.wrap(pixels), width, height);
  }

  /**
   * Raw pixels, row by row, three bytes each: blue, green, red.
   *
   * @param pixels {@code height * width * 3} bytes
   * @param width in pixels
   * @param height in pixels
   * @return the source
   * @throws ImageReadException if the number of bytes is another
   */
  static ImageSource ofBgr(byte[] pixels, int width, int height) {
    return ofBgr(ByteBuffer.wrap(pixels), width, height);
  }

  /**
   * Raw pixels, row by row, three bytes each: red, green, blue.
   *
   * @param pixels a buffer, on or off the heap, with {@code height * width * 3} bytes from its
   *     position to its limit; its position stays
   * @param width in pixels
   * @param height in pixels
   * @return the source
   * @throws ImageReadException if the number of bytes is another
   */
  static ImageSource ofRgb(ByteBuffer pixels, int width, int height) {
    return RawPixels.source("RGB", new RawPixels(pixels.slice(), width, height, false));
  }

  /**
   * Raw pixels, row by row, three bytes each: blue, green, red.
   *
   * @param pixels a buffer, on or off the heap, with {@code height * width * 3} bytes from its
   *     position to its limit; its position stays
   * @param width in pixels
   * @param height in pixels
   * @return the source
   * @throws ImageReadException if the number of bytes is another
   */
  static ImageSource ofBgr(ByteBuffer pixels, int width, int height) {
    return RawPixels.source("BGR", new RawPixels(pixels.slice(), width, height, true));
  }
}
