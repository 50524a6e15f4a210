package io.github.yolonas.examples;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** The demonstration model: a small YOLO-NAS trained on circles, squares, triangles and so on. */
final class ShippedModel {
  private static final String RESOURCE = "shapes.pth";

  private ShippedModel() {}

  /** The model in the given file, or the shipped one. */
  static YoloNas load(Optional<Path> file, YoloNasOptions options) {
    if (file.isPresent()) {
      return YoloNas.load(file.get(), options);
    }
    try (InputStream in = ShippedModel.class.getResourceAsStream(RESOURCE)) {
      return YoloNas.load(Objects.requireNonNull(in, RESOURCE), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
