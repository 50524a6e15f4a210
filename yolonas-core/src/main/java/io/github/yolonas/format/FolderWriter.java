package io.github.yolonas.format;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.file.FileStem;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/** Writes a file for each image, named like it. */
final class FolderWriter implements DetectionWriter {
  private final Path folder;
  private final String extension;
  private final BiConsumer<Writer, AnnotatedImage> content;
  private final Set<String> taken;

  FolderWriter(
      Path folder,
      String extension,
      Set<String> reserved,
      BiConsumer<Writer, AnnotatedImage> content) {
    this.folder = folder;
    this.extension = extension;
    this.content = content;
    taken = new HashSet<>(reserved);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ResultWriteException(folder + ": cannot be created: " + IoErrors.reason(e), e);
    }
  }

  /**
   * Writes the file of an image.
   *
   * @throws IllegalArgumentException if another image of this folder has a file of the same name
   */
  @Override
  public void write(AnnotatedImage image) {
    String file = FileStem.of(image.name()) + extension;
    if (!taken.add(file.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "%s: expected an image with a name of its own, for %s in %s is taken"
              .formatted(image.name(), file, folder));
    }
    TextFile.write(folder.resolve(file), out -> content.accept(out, image));
  }

  /** There is nothing to end: each file is complete. */
  @Override
  public void close() {}
}
