package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Collects the wanted files below a folder, and what could not be looked at, by path. */
final class FolderListing extends SimpleFileVisitor<Path> {
  private static final String EXPECTED = "a folder of images";

  private final Path root;
  private final Predicate<? super Path> wanted;
  private final Map<Path, ImageSource> found = new TreeMap<>();

  private FolderListing(Path root, Predicate<? super Path> wanted) {
    this.root = root;
    this.wanted = wanted;
  }

  static Stream<ImageSource> of(Path folder, int depth, Predicate<? super Path> wanted) {
    if (!Files.isDirectory(folder)) {
      String problem = Files.exists(folder) ? "it is no folder" : "there is no such folder";
      throw new ImageReadException(folder.toString(), problem, EXPECTED);
    }
    FolderListing listing = new FolderListing(folder, wanted);
    try {
      Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, listing);
    } catch (IOException e) {
      throw unlisted(folder, e);
    }
    return listing.found.values().stream();
  }

  /** Folders arrive here too, where the walk goes no deeper. */
  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (!attributes.isDirectory() && wanted.test(file)) {
      found.put(file, ImageSource.of(file));
    }
    return FileVisitResult.CONTINUE;
  }

  /** A circle of links shows nothing new. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (file.equals(root)) {
      throw e;
    }
    if (!(e instanceof FileSystemLoopException)) {
      found.put(file, EncodedSource.unreadable(file.toString(), unlisted(file, e)));
    }
    return FileVisitResult.CONTINUE;
  }

  private static ImageReadException unlisted(Path folder, IOException e) {
    return new ImageReadException(
        folder.toString(), "it cannot be listed: " + IoErrors.reason(e), EXPECTED, e);
  }
}
