package io.github.yolonas.file;

import java.util.Locale;

/** Names of files that are made from foreign names, such as an image's path, a URI or a class. */
public final class FileStem {
  private static final int LONGEST = 100;

  private FileStem() {}

  /** The last part of a path or URI without its extension, made {@linkplain #safe safe}. */
  public static String of(String source) {
    String name = lastPart(source);
    int dot = name.lastIndexOf('.');
    return safe(dot > 0 ? name.substring(0, dot) : name);
  }

  /** The last part of a path or URI: what follows the last slash of either kind. */
  public static String lastPart(String source) {
    String trimmed = source.replaceAll("[/\\\\]+$", "");
    return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
  }

  /**
   * A name that is one file's on any system: letters and digits of any script, dots inside, dashes
   * and underscores; everything else becomes an underscore.
   */
  public static String safe(String name) {
    String text = name.replaceAll("[^\\p{L}\\p{M}\\p{N}._-]", "_").replaceAll("^\\.+|\\.+$", "_");
    String cut = text.substring(0, text.offsetByCodePoints(0, codePoints(text)));
    return cut.isEmpty() || isDevice(cut) ? "_" + cut : cut;
  }

  private static int codePoints(String text) {
    return Math.min(LONGEST, text.codePointCount(0, text.length()));
  }

  /** Windows gives these names to devices, with any extension and in any case. */
  private static boolean isDevice(String name) {
    return name.toUpperCase(Locale.ROOT).matches("(CON|PRN|AUX|NUL|COM\\d|LPT\\d)(\\..*)?");
  }
}
