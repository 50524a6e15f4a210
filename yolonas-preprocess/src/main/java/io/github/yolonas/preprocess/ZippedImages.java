package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The images of a zip archive. */
final class ZippedImages {
  private ZippedImages() {}

  static Stream<ImageSource> of(Path archive) {
    if (!Files.isRegularFile(archive)) {
      throw new ImageReadException(archive.toString(), "there is no such file", "a zip archive");
    }
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory() && isImage(entry.getName()))
          .map(ZipEntry::getName)
          .sorted()
          .toList()
          .stream()
          .map(entry -> image(archive, entry));
    } catch (IOException e) {
      throw new ImageReadException(archive.toString(), IoErrors.reason(e), "a zip archive", e);
    } catch (IllegalArgumentException e) { // java.util.zip looks at comments when it is too late
      throw new ImageReadException(
          archive.toString(), "text in it is not in UTF-8", "a zip archive", e);
    } catch (UnsupportedOperationException e) { // a path of another file system
      throw new ImageReadException(
          archive.toString(), "it lies in " + archive.getFileSystem(), "a file on disk", e);
    }
  }

  /** macOS adds companions of its own, which only look like images. */
  private static boolean isImage(String entry) {
    return ImageFiles.EXTENSIONS.contains(ImageFiles.extension(entry))
        && !entry.startsWith("__MACOSX/");
  }

  private static ImageSource image(Path archive, String entry) {
    return new EncodedSource(archive + "!/" + entry, o -> read(archive, entry, o.maxBytes()));
  }

  private static EncodedBytes read(Path archive, String name, long maxBytes) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      if (entry == null) {
        throw new FileNotFoundException(name);
      }
      try (InputStream bytes = zip.getInputStream(entry)) {
        return EncodedBytes.read(bytes, maxBytes);
      }
    }
  }
}
