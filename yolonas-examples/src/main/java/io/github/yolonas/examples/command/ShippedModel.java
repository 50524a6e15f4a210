package io.github.yolonas.examples.command;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;

/** The demonstration model: a small YOLO-NAS that knows 12 printed symbols. */
final class ShippedModel {
  private static final String NAME = "symbols.pth";

  /** With the example programs, which take it from a path. */
  private static final String RESOURCE = "/io/github/yolonas/examples/" + NAME;

  private ShippedModel() {}

  static YoloNas load(YoloNasOptions options) {
    return read(in -> YoloNas.load(in, NAME, options));
  }

  /** The checkpoint, for the caller to close. */
  static Checkpoint open() {
    return read(in -> Checkpoint.open(in, NAME));
  }

  private static <T> T read(Function<InputStream, T> use) {
    try (InputStream in = ShippedModel.class.getResourceAsStream(RESOURCE)) {
      return use.apply(Objects.requireNonNull(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
