package io.github.yolonas.draw;

import java.util.Locale;

/** The formats a picture can be saved in, by the names ImageIO knows them by. */
enum ImageFormat {
  JPEG,
  PNG,
  BMP,
  GIF,
  TIFF;

  /**
   * The format that a file's extension says, in upper or lower case.
   *
   * @throws IllegalArgumentException if it has none, or another
   */
  static ImageFormat ofName(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String extension = dot < 0 ? "" : fileName.substring(dot).toLowerCase(Locale.ROOT);
    return switch (extension) {
      case ".jpg", ".jpeg" -> JPEG;
      case ".png" -> PNG;
      case ".bmp" -> BMP;
      case ".gif" -> GIF;
      case ".tif", ".tiff" -> TIFF;
      default ->
          throw new IllegalArgumentException(
              "%s: expected an extension among .jpg, .jpeg, .png, .bmp, .gif, .tif, .tiff, found %s"
                  .formatted(fileName, dot < 0 ? "none" : extension));
    };
  }
}
