package io.github.yolonas.examples.command;

import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.ImageSources;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

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

  /**
   * For outputs that know an image by less than its path.
   *
   * @param option what asks for it, for the message
   * @param nameOf what such an output makes of a path; empty if it keeps the path
   * @throws picocli.CommandLine.ParameterException if two images would be the same
   */
  void requireOwnNames(
      CommandSpec command, String option, Function<String, Optional<String>> nameOf) {
    Map<String, String> seen = new HashMap<>();
    for (ImageSource image : images) {
      Optional<String> name = nameOf.apply(image.name());
      String before =
          name.map(n -> seen.putIfAbsent(n.toLowerCase(Locale.ROOT), image.name())).orElse(null);
      if (before != null) {
        throw WrongUsage.of(
            command,
            "%s: expected images with names of their own, found %s and %s, both of which would be %s"
                .formatted(option, before, image.name(), name.orElseThrow()));
      }
    }
  }

  private static Optional<Path> file(String name) {
    try {
      return Optional.of(Path.of(name)).filter(Files::exists);
    } catch (InvalidPathException e) { // an address, on Windows
      return Optional.empty();
    }
  }
}
