package io.github.yolonas.bench;

import java.util.Locale;

/** Which network is measured. */
public enum Variant {
  /** YOLO-NAS S, 80 classes. */
  S,
  /** YOLO-NAS M, 80 classes. */
  M,
  /** YOLO-NAS L, 80 classes. */
  L,
  /** A network of 59,000 parameters and 3 classes, to see that everything works. */
  TINY;

  /** Like {@code s}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
