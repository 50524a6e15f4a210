package io.github.yolonas.preprocess;

import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * A pattern of paths: where to begin looking, and what to look for below.
 *
 * @param folder the pattern's part before its first special character
 * @param matchers of what follows; any of them will do
 */
record GlobPattern(String pattern, Path folder, List<PathMatcher> matchers) {
  private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

  /** A file that is really called so is no pattern. */
  static boolean isPattern(String name) {
    return SPECIAL.matcher(name).find() && !exists(name);
  }

  private static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) { // Windows has no file called so
      return false;
    }
  }

  static GlobPattern of(String pattern) {
    String[] parts = pattern.split("/", -1);
    int fixed = 0;
    while (fixed < parts.length - 1 && !SPECIAL.matcher(parts[fixed]).find()) {
      fixed++;
    }
    String start = String.join("/", List.of(parts).subList(0, fixed));
    Path folder = Path.of(start.isEmpty() && fixed > 0 ? "/" : start);
    String rest = String.join("/", List.of(parts).subList(fixed, parts.length));
    return new GlobPattern(pattern, folder, matchers(pattern, folder.getFileSystem(), rest));
  }

  /** Shells let {@code **} stand for no folder at all; {@link FileSystem} wants one. */
  private static List<PathMatcher> matchers(String pattern, FileSystem files, String rest) {
    try {
      return Stream.of(rest, rest.replace("**/", ""))
          .distinct()
          .map(each -> files.getPathMatcher("glob:" + each))
          .toList();
    } catch (PatternSyntaxException e) {
      throw new ImageReadException(
          pattern, "the pattern is malformed: " + e.getDescription(), "one like photos/*.jpg", e);
    }
  }

  Stream<ImageSource> images() {
    long levels = pattern.chars().filter(c -> c == '/').count() + 1;
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : (int) levels;
    return FolderListing.of(folder, depth, this::matches);
  }

  private boolean matches(Path file) {
    Path relative = folder.relativize(file);
    return matchers.stream().anyMatch(matcher -> matcher.matches(relative));
  }
}
