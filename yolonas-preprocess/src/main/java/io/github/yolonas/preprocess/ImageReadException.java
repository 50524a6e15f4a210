package io.github.yolonas.preprocess;

import java.io.Serial;

/** An image could not be read. The message names the source, what was found and what expected. */
public final class ImageReadException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The name of the image. */
  private final String source;

  /**
   * Says what is wrong with an image.
   *
   * @param source the image's {@link ImageSource#name()}
   * @param found what is wrong with it
   * @param expected what would have been right
   */
  public ImageReadException(String source, String found, String expected) {
    super(message(source, found, expected));
    this.source = source;
  }

  /**
   * Says what is wrong with an image, and what brought it to light.
   *
   * @param source the image's {@link ImageSource#name()}
   * @param found what is wrong with it
   * @param expected what would have been right
   * @param cause the exception underneath
   */
  public ImageReadException(String source, String found, String expected, Throwable cause) {
    super(message(source, found, expected), cause);
    this.source = source;
  }

  private static String message(String source, String found, String expected) {
    return source + ": " + found + "; expected " + expected;
  }

  /**
   * The image that could not be read.
   *
   * @return its {@link ImageSource#name()}
   */
  public String source() {
    return source;
  }
}
