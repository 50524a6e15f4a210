package io.github.yolonas.doctor;

import java.util.Locale;

/** Numbers of bytes for people. */
final class Size {
  private static final double MEBI = 1 << 20;
  private static final double GIBI = 1 << 30;

  private Size() {}

  static String text(long bytes) {
    return bytes < GIBI
        ? String.format(Locale.ROOT, "%.0f MiB", bytes / MEBI)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / GIBI);
  }
}
