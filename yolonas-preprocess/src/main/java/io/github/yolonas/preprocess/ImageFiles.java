package io.github.yolonas.preprocess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Which files of a folder are taken for images: by their names, for opening every file would take
 * long. What an image really is, {@link ImageDecoder} tells by its content.
 */
public final class ImageFiles {
  /** Endings of names, in lower case and in order. */
  public static final List<String> EXTENSIONS =
      List.of("bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp");

  private ImageFiles() {}

  /**
   * Whether a path is a file, and is called like an image.
   *
   * @param file any path
   * @return false for folders and for what is not there
   */
  public static boolean isImage(Path file) {
    return EXTENSIONS.contains(extension(file.toString())) && Files.isRegularFile(file);
  }

  /**
   * What follows the last dot.
   *
   * @param name of a file, or an address
   * @return in lower case, without the dot; empty if there is none
   */
  public static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
