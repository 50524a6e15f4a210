package io.github.yolonas.examples.command;

import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.ImageSources;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the user names as images, in the order given; what is wrong with one, reading it says. */
record Sources(List<ImageSource> images) {

  /**
   * Looks up names.
   *
   * @param deep whether a folder stands for the folders in it, too
   */
  static Sources of(List<String> names, boolean deep) {
    return new Sources(names.stream().flatMap(name -> ImageSources.named(name, deep)).toList());
  }

  /** The local files among them. */
  List<Path> files() {
    return images.stream().flatMap(image -> file(image.name()).stream()).toList();
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::exists);
    } catch (InvalidPathException e) { // an address, on Windows
      return Optional.empty();
    }
  }
}
