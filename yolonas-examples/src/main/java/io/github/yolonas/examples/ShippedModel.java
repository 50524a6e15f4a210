package io.github.yolonas.examples;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The demonstration model: a small YOLO-NAS trained on circles, squares, triangles and so on. */
final class ShippedModel {
  private static final String RESOURCE = "shapes.pth";

  private ShippedModel() {}

  static YoloNas load(YoloNasOptions options) {
    try (InputStream in = ShippedModel.class.getResourceAsStream(RESOURCE)) {
      return YoloNas.load(Objects.requireNonNull(in, RESOURCE), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
