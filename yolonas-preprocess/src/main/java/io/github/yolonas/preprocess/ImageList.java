package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.internal.Addresses;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A text file that names images, one a line. */
final class ImageList {
  private static final String EXPECTED = "a list of images in UTF-8, one a line";

  private ImageList() {}

  /** The names, relative ones made relative to where the list is. */
  static Stream<String> entries(Path file) {
    return lines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> isWhole(line) ? line : beside(file, line));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new ImageReadException(file.toString(), "it is no text", EXPECTED, e);
    } catch (IOException e) {
      throw new ImageReadException(file.toString(), IoErrors.reason(e), EXPECTED, e);
    }
  }

  /** A pattern may be no valid path, so this looks at the letters. */
  private static boolean isWhole(String line) {
    return Addresses.isAddress(line) || line.matches("(?s)[/\\\\].*|[A-Za-z]:[/\\\\].*");
  }

  private static String beside(Path list, String line) {
    Path folder = list.getParent();
    return folder == null ? line : folder + "/" + line;
  }
}
