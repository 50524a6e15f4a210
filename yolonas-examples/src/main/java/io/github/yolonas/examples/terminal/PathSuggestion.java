package io.github.yolonas.examples.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which file somebody may have meant who named one that is not there. */
public final class PathSuggestion {
  private static final int MOST_LOOKED_AT = 10_000;

  private PathSuggestion() {}

  /** A question about the file that an error says is missing; empty if it says no such thing. */
  public static Optional<String> of(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof NoSuchFileException missing && missing.getFile() != null) {
        return near(missing.getFile()).map(path -> Suggestion.question(path.toString()));
      }
    }
    return Optional.empty();
  }

  /** The path with its first wrong name corrected, if that makes it one that exists. */
  static Optional<Path> near(String missing) {
    Path path;
    try {
      path = Path.of(missing);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    Path good = path.getRoot() == null ? Path.of("") : path.getRoot();
    for (int i = 0; i < path.getNameCount(); i++) {
      Path next = good.resolve(path.getName(i));
      if (!Files.exists(next)) {
        Path rest = path.subpath(i, path.getNameCount());
        return corrected(good, rest).filter(Files::exists);
      }
      good = next;
    }
    return Optional.empty();
  }

  private static Optional<Path> corrected(Path folder, Path rest) {
    Optional<String> name = Suggestion.nearest(rest.getName(0).toString(), names(folder));
    return name.map(folder::resolve)
        .map(p -> rest.getNameCount() == 1 ? p : p.resolve(rest.subpath(1, rest.getNameCount())));
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.limit(MOST_LOOKED_AT).map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) { // then there is nothing to suggest
      return List.of();
    }
  }
}
