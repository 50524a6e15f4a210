package io.github.yolonas.examples.command;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.annotate.Annotator;
import io.github.yolonas.preprocess.ImageFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where annotated pictures go: each under its source's name, none over another of the same run, and
 * none over a source.
 */
final class PictureFolder implements ResultOutput {
  private static final Set<String> WRITABLE =
      Set.of("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff");
  private static final String NAMELESS = "image";

  private final Path folder;
  private final Set<Path> sources;
  private final Annotator[] annotators;

  /** In lower case, for some file systems do not tell the cases apart. */
  private final Set<String> taken = new HashSet<>();

  /**
   * Pictures in a folder that exists.
   *
   * @param sources files that must stay
   * @param annotators what draws them, the first at the bottom
   */
  PictureFolder(Path folder, Collection<Path> sources, List<Annotator> annotators) {
    this.folder = folder;
    this.sources = sources.stream().map(PictureFolder::identity).collect(Collectors.toSet());
    this.annotators = annotators.toArray(Annotator[]::new);
  }

  @Override
  public Optional<String> add(PredictionOutcome outcome) {
    return outcome instanceof PredictionOutcome.Predicted found
        ? Optional.of("wrote " + save(found.prediction()))
        : Optional.empty();
  }

  /** Draws and writes one result; returns where. */
  Path save(ImageDetectionPrediction result) {
    Path picture = freePath(result.source());
    result.save(picture, annotators);
    return picture;
  }

  /** There is nothing to end: each picture is complete. */
  @Override
  public Optional<String> complete() {
    return Optional.empty();
  }

  @Override
  public void close() {}

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
