package io.github.yolonas.examples;

import io.github.yolonas.preprocess.ImageSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Turns what the user names, files, folders and addresses, into images. */
final class Sources {
  private static final Set<String> IMAGE_EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp", "gif");

  private Sources() {}

  /** In the order given; a folder stands for its images, by name. */
  static List<ImageSource> of(List<String> arguments) {
    return arguments.stream().flatMap(Sources::of).toList();
  }

  private static Stream<ImageSource> of(String argument) {
    if (argument.matches("(?i)(https?|file):.*")) {
      return Stream.of(ImageSource.of(URI.create(argument)));
    }
    Path path = Path.of(argument);
    return Files.isDirectory(path) ? imagesIn(path) : Stream.of(ImageSource.of(path));
  }

  /** A folder without images stays a source, so that reading it says what is wrong. */
  private static Stream<ImageSource> imagesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> images = files.filter(Sources::isImage).sorted().toList();
      return (images.isEmpty() ? List.of(folder) : images).stream().map(ImageSource::of);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isImage(Path file) {
    return Files.isRegularFile(file) && IMAGE_EXTENSIONS.contains(extension(file.toString()));
  }

  /** In lower case, without the dot; empty if there is none. */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
