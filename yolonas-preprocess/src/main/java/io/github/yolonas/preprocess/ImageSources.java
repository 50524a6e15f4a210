package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.internal.Addresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Many images at once: of a folder, a tree of folders, a pattern, a zip archive, a list. All are
 * listed at once and in order; none is opened before it is decoded, and nothing stays open.
 *
 * <pre>{@code
 * try (Stream<PredictionOutcome> all = model.stream(ImageSources.tree(photos), options)) {
 *   all.forEach(outcome -> …);
 * }
 * }</pre>
 *
 * <p>Stateless and thread-safe.
 */
public final class ImageSources {
  private static final String NAMED = "a file, a folder, a pattern or an http(s) address";

  private ImageSources() {}

  /**
   * The files of a folder that are called like images, by name; not those of folders in it.
   *
   * @throws ImageReadException if it is no folder, or cannot be listed
   */
  public static Stream<ImageSource> folder(Path folder) {
    return folder(folder, ImageFiles::isImage);
  }

  /**
   * The wanted files of a folder, by name, whatever they are called.
   *
   * @throws ImageReadException if it is no folder, or cannot be listed
   */
  public static Stream<ImageSource> folder(Path folder, Predicate<? super Path> wanted) {
    return FolderListing.of(folder, 1, wanted);
  }

  /**
   * The files called like images in a folder, in the folders in it, and so on, by path. Links are
   * followed, but not in circles. A folder further down which cannot be listed is a source that
   * cannot be read.
   *
   * @throws ImageReadException if it is no folder, or cannot be listed
   */
  public static Stream<ImageSource> tree(Path folder) {
    return tree(folder, ImageFiles::isImage);
  }

  /**
   * The wanted files of a tree of folders, as {@link #tree(Path)}.
   *
   * @throws ImageReadException if it is no folder, or cannot be listed
   */
  public static Stream<ImageSource> tree(Path folder, Predicate<? super Path> wanted) {
    return FolderListing.of(folder, Integer.MAX_VALUE, wanted);
  }

  /**
   * The files that match a pattern such as {@code photos/2026-*}{@code /*.jpg}, by path: {@code *}
   * and {@code ?} stay within a name, {@code **} goes through folders or none, <code>{a,b}</code>
   * and {@code [0-9]} are choices. Folders are told apart by {@code /} on every system.
   *
   * @throws ImageReadException if the pattern is malformed, or what comes before its first special
   *     character is no folder
   */
  public static Stream<ImageSource> glob(String pattern) {
    return GlobPattern.of(pattern).images();
  }

  /**
   * The entries of a zip archive that are called like images, by path. Each is called {@code
   * archive.zip!/path}, opens the archive for itself, and may unpack to as much as {@link
   * ImageReadOptions#maxBytes}.
   *
   * @throws ImageReadException if it is no zip archive
   */
  public static Stream<ImageSource> zip(Path archive) {
    return ZippedImages.of(archive);
  }

  /**
   * What a text file (UTF-8) names, one file, folder, pattern or address a line, as {@link #named}.
   * Relative paths start at the list's own folder; empty lines and those that begin with {@code #}
   * say nothing. A list names no other lists.
   *
   * @throws ImageReadException if it cannot be read
   */
  public static Stream<ImageSource> list(Path file) {
    return ImageList.entries(file).flatMap(name -> named(name, false, false));
  }

  /**
   * What a person types: a file, a folder (its images), a {@code .zip} archive, a {@code .txt}
   * list, a pattern, or an address. Nothing is thrown for a name that means nothing: it becomes a
   * source that cannot be read, so that it takes its place among the outcomes and stops no others.
   * Whoever may choose the name may read any image of this machine: it is not for strangers' text.
   */
  public static Stream<ImageSource> named(String name) {
    return named(name, false);
  }

  /**
   * What a person types, as {@link #named(String)}.
   *
   * @param deep whether a folder stands for its whole tree
   */
  public static Stream<ImageSource> named(String name, boolean deep) {
    return named(name, deep, true);
  }

  private static Stream<ImageSource> named(String name, boolean deep, boolean lists) {
    try {
      return Addresses.isAddress(name)
          ? ofAddress(new URI(name), deep, lists)
          : ofPath(name, deep, lists);
    } catch (URISyntaxException e) {
      return unreadable(name, e.getReason() + " at character " + (e.getIndex() + 1), e);
    } catch (InvalidPathException e) {
      return unreadable(name, e.getReason(), e);
    } catch (IllegalArgumentException e) { // a file: address that is no local path
      return unreadable(name, String.valueOf(e.getMessage()), e);
    } catch (ImageReadException e) {
      return Stream.of(EncodedSource.unreadable(name, e));
    }
  }

  private static Stream<ImageSource> ofAddress(URI address, boolean deep, boolean lists) {
    return "file".equalsIgnoreCase(address.getScheme())
        ? ofFile(Path.of(address), deep, lists)
        : Stream.of(ImageSource.of(address));
  }

  private static Stream<ImageSource> ofPath(String name, boolean deep, boolean lists) {
    if (name.isEmpty()) {
      throw new ImageReadException("''", "the name is empty", NAMED);
    }
    return GlobPattern.isPattern(name)
        ? notEmpty(name, glob(name), "no file is called so")
        : ofFile(Path.of(name), deep, lists);
  }

  private static Stream<ImageSource> ofFile(Path file, boolean deep, boolean lists) {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      return notEmpty(name, deep ? tree(file) : folder(file), "the folder holds no image");
    }
    return switch (ImageFiles.extension(name)) {
      case "zip" -> notEmpty(name, zip(file), "the archive holds no image");
      case "txt" -> lists ? notEmpty(name, list(file), "the list is empty") : image(file);
      default -> image(file);
    };
  }

  private static Stream<ImageSource> image(Path file) {
    return Stream.of(ImageSource.of(file));
  }

  private static Stream<ImageSource> notEmpty(
      String name, Stream<ImageSource> images, String otherwise) {
    List<ImageSource> found = images.toList();
    if (found.isEmpty()) {
      String expected = "some files of " + String.join(", ", ImageFiles.EXTENSIONS);
      throw new ImageReadException(name, otherwise, expected);
    }
    return found.stream();
  }

  private static Stream<ImageSource> unreadable(String name, String found, Exception cause) {
    return Stream.of(
        EncodedSource.unreadable(name, new ImageReadException(name, found, NAMED, cause)));
  }
}
