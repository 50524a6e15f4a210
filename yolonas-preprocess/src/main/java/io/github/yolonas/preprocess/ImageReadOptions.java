package io.github.yolonas.preprocess;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How images are read, and how large they may be. Immutable.
 *
 * @param exif what to do with the EXIF orientation; default {@link ExifOrientation#APPLY}
 * @param maxPixels the most pixels (width times height) an encoded image may announce, checked
 *     before any is decoded, so that a small file cannot claim gigabytes; default 256 × 1024 × 1024
 * @param maxBytes the most encoded bytes that are read; default 512 MiB
 * @param httpTimeout for a whole download, redirects included; default 30 s
 * @param addresses which addresses are opened; default {@link AddressPolicy#defaults}. It does not
 *     concern paths.
 */
public record ImageReadOptions(
    ExifOrientation exif,
    long maxPixels,
    long maxBytes,
    Duration httpTimeout,
    AddressPolicy addresses)
    implements Serializable {
  /** Three bytes a pixel have to fit into one Java array. */
  private static final long MOST_PIXELS = Integer.MAX_VALUE / 3;

  private static final long MEBI = 1L << 20;

  private static final ImageReadOptions DEFAULTS =
      new ImageReadOptions(
          ExifOrientation.APPLY,
          256 * MEBI,
          512 * MEBI,
          Duration.ofSeconds(30),
          AddressPolicy.defaults());

  /**
   * Checks the ranges.
   *
   * @param exif the orientation policy
   * @param maxPixels 1 to 715,827,882
   * @param maxBytes 1 to 2³¹ - 1
   * @param httpTimeout more than zero
   * @param addresses the policy
   */
  public ImageReadOptions {
    Objects.requireNonNull(exif, "exif");
    Objects.requireNonNull(addresses, "addresses");
    within("maxPixels", maxPixels, MOST_PIXELS);
    within("maxBytes", maxBytes, Integer.MAX_VALUE);
    if (httpTimeout.isZero() || httpTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "httpTimeout: expected a positive duration, found " + httpTimeout);
    }
  }

  /**
   * The defaults named above.
   *
   * @return the default options
   */
  public static ImageReadOptions defaults() {
    return DEFAULTS;
  }

  /**
   * A copy with another orientation policy.
   *
   * @param newExif the policy
   * @return the copy
   */
  public ImageReadOptions withExif(ExifOrientation newExif) {
    return new ImageReadOptions(newExif, maxPixels, maxBytes, httpTimeout, addresses);
  }

  /**
   * A copy with another limit of pixels.
   *
   * @param pixels width times height, at most
   * @return the copy
   */
  public ImageReadOptions withMaxPixels(long pixels) {
    return new ImageReadOptions(exif, pixels, maxBytes, httpTimeout, addresses);
  }

  /**
   * A copy with another limit of encoded bytes.
   *
   * @param bytes the most bytes read
   * @return the copy
   */
  public ImageReadOptions withMaxBytes(long bytes) {
    return new ImageReadOptions(exif, maxPixels, bytes, httpTimeout, addresses);
  }

  /**
   * A copy with another download timeout.
   *
   * @param timeout for a whole download
   * @return the copy
   */
  public ImageReadOptions withHttpTimeout(Duration timeout) {
    return new ImageReadOptions(exif, maxPixels, maxBytes, timeout, addresses);
  }

  /**
   * A copy with another policy for addresses; {@link AddressPolicy#publicOnly} for those that
   * strangers send.
   *
   * @param policy which addresses are opened
   * @return the copy
   */
  public ImageReadOptions withAddresses(AddressPolicy policy) {
    return new ImageReadOptions(exif, maxPixels, maxBytes, httpTimeout, policy);
  }

  private static void within(String name, long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s: expected 1 to %d, found %d".formatted(name, most, value));
    }
  }
}
