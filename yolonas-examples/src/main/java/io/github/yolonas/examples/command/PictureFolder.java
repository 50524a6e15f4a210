package io.github.yolonas.examples.command;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.preprocess.ImageFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where annotated pictures go: each under its source's name, none over another of the same run, and
 * none over a source.
 */
final class PictureFolder {
  private static final Set<String> WRITABLE =
      Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff");
  private static final String NAMELESS = "image";

  private final Path folder;
  private final Set<Path> sources;

  /** In lower case, for some file systems do not tell the cases apart. */
  private final Set<String> taken = new HashSet<>();

  /** Creates the folder if there is none. */
  PictureFolder(Path folder, Collection<Path> sources) {
    this.folder = folder;
    this.sources = sources.stream().map(PictureFolder::identity).collect(Collectors.toSet());
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UncheckedIOException("-o " + folder + ": expected a folder, found a file", e);
    } catch (IOException e) {
      throw new UncheckedIOException("-o " + folder + ": cannot be created: " + e, e);
    }
  }

  /** Draws and writes one result; returns where. */
  Path save(ImageDetectionPrediction result) {
    Path picture = freePath(result.source());
    result.save(picture);
    return picture;
  }

  private Path freePath(String source) {
    String name = fileName(source);
    String extension = ImageFiles.extension(name);
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String suffix = WRITABLE.contains(extension) ? name.substring(dot) : ".png";
    Path free = folder.resolve(stem + suffix);
    for (int i = 2; !isFree(free); i++) {
      free = folder.resolve(stem + "-" + i + suffix);
    }
    return free;
  }

  private boolean isFree(Path picture) {
    return !sources.contains(identity(picture))
        && taken.add(picture.getFileName().toString().toLowerCase(Locale.ROOT));
  }

  /** The last part of a path or an address, without the latter's query. */
  private static String fileName(String source) {
    String path = source.matches("(?i)https?://.*") ? source.replaceFirst("\\?.*", "") : source;
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.isEmpty() ? NAMELESS : name;
  }

  private static Path identity(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) { // it is not there
      return file.toAbsolutePath().normalize();
    }
  }
}
