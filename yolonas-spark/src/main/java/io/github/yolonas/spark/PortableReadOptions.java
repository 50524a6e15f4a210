package io.github.yolonas.spark;

import io.github.yolonas.preprocess.AddressPolicy;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.HostScope;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@link ImageReadOptions} on their way to an executor. */
record PortableReadOptions(
    ExifOrientation exif,
    long maxPixels,
    long maxBytes,
    Duration httpTimeout,
    List<String> schemes,
    HostScope hosts,
    int maxRedirects)
    implements Serializable {

  static PortableReadOptions of(ImageReadOptions options) {
    AddressPolicy addresses = options.addresses();
    return new PortableReadOptions(
        options.exif(),
        options.maxPixels(),
        options.maxBytes(),
        options.httpTimeout(),
        new ArrayList<>(addresses.schemes()),
        addresses.hosts(),
        addresses.maxRedirects());
  }

  ImageReadOptions restored() {
    return new ImageReadOptions(
        exif,
        maxPixels,
        maxBytes,
        httpTimeout,
        new AddressPolicy(Set.copyOf(schemes), hosts, maxRedirects));
  }
}
