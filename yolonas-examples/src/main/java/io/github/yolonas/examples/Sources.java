package io.github.yolonas.examples;

import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.preprocess.ImageFiles;
import io.github.yolonas.preprocess.ImageReadException;
import io.github.yolonas.preprocess.ImageSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the user names, files, folders and addresses, as images in the order given. */
final class Sources {
  /** Two letters at least, for one is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("(?i)file:.*|[a-z][a-z0-9+.-]+://.*");

  private final List<Source> sources;

  private Sources(List<Source> sources) {
    this.sources = sources;
  }

  /** A folder stands for its images, by name. What is wrong with a source, its outcome says. */
  static Sources of(List<String> arguments) {
    return new Sources(arguments.stream().flatMap(Sources::of).toList());
  }

  /** The outcomes of all sources, in their order; {@code predict} gets those that can be read. */
  Stream<PredictionOutcome> outcomes(
      Function<Stream<ImageSource>, Stream<PredictionOutcome>> predict) {
    Stream<ImageSource> images =
        sources.stream().filter(Image.class::isInstance).map(source -> ((Image) source).image());
    Iterator<PredictionOutcome> predicted = predict.apply(images).iterator();
    return sources.stream()
        .map(source -> source instanceof Refused r ? r.outcome() : predicted.next());
  }

  /** The local files among the sources. */
  List<Path> files() {
    return sources.stream()
        .filter(Image.class::isInstance)
        .flatMap(source -> ((Image) source).file().stream())
        .toList();
  }

  private static Stream<Source> of(String argument) {
    try {
      return ADDRESS.matcher(argument).matches()
          ? ofAddress(new URI(argument))
          : ofPath(Path.of(argument));
    } catch (URISyntaxException e) {
      return refused(argument, e.getReason() + " at character " + (e.getIndex() + 1), e);
    } catch (InvalidPathException e) {
      return refused(argument, e.getReason(), e);
    } catch (IllegalArgumentException e) { // a file: address that is no local path
      return refused(argument, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      return refused(argument, "the folder cannot be listed", e);
    } catch (ImageReadException e) {
      return Stream.of(new Refused(new PredictionOutcome.Unreadable(argument, e)));
    }
  }

  private static Stream<Source> ofAddress(URI address) throws IOException {
    return "file".equalsIgnoreCase(address.getScheme())
        ? ofPath(Path.of(address))
        : Stream.of(new Image(ImageSource.of(address), Optional.empty()));
  }

  private static Stream<Source> ofPath(Path path) throws IOException {
    if (path.toString().isEmpty()) {
      throw new ImageReadException("''", "the name is empty", "a file, a folder or an address");
    }
    List<Path> images = Files.isDirectory(path) ? imagesIn(path) : List.of(path);
    if (images.isEmpty()) {
      throw new ImageReadException(
          path.toString(),
          "the folder holds no image",
          "some files of " + String.join(", ", ImageFiles.EXTENSIONS));
    }
    return images.stream().map(file -> new Image(ImageSource.of(file), Optional.of(file)));
  }

  private static List<Path> imagesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(ImageFiles::isImage).sorted().toList();
    }
  }

  private static Stream<Source> refused(String argument, String found, Exception cause) {
    ImageReadException error =
        new ImageReadException(argument, found, "a file, a folder or an http(s) address", cause);
    return Stream.of(new Refused(new PredictionOutcome.Unreadable(argument, error)));
  }

  private sealed interface Source {}

  /** Something to try. */
  private record Image(ImageSource image, Optional<Path> file) implements Source {}

  /** Something that cannot be tried, and why. */
  private record Refused(PredictionOutcome.Unreadable outcome) implements Source {}
}
