package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Where annotated pictures go: each under its source's name, none over another of the same run. */
final class PictureFolder {
  private static final Set<String> WRITABLE =
      Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff");

  private final Path folder;
  private final Set<String> taken = new HashSet<>();

  /** Creates the folder if there is none. */
  PictureFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be created: " + e, e);
    }
  }

  /** Draws and writes one result; returns where. */
  Path save(ImageDetectionPrediction result) {
    Path picture = folder.resolve(freeName(result.source()));
    result.save(picture);
    return picture;
  }

  private String freeName(String source) {
    String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
    String extension = Sources.extension(name);
    String stem =
        extension.isEmpty() ? name : name.substring(0, name.length() - extension.length() - 1);
    String suffix = "." + (WRITABLE.contains(extension) ? extension : "png");
    String free = stem + suffix;
    for (int i = 2; !taken.add(free); i++) {
      free = stem + "-" + i + suffix;
    }
    return free;
  }
}
