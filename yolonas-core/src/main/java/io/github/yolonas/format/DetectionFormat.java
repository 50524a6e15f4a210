package io.github.yolonas.format;

import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A format that holds any number of images in one text file. Immutable and thread-safe.
 *
 * <pre>{@code
 * try (Stream<PredictionOutcome> outcomes = model.stream(images, options)) {
 *   Stream<AnnotatedImage> found =
 *       outcomes.map(PredictionOutcome::orElseThrow).map(AnnotatedImage::of);
 *   new CsvFormat().write(file, found::iterator);
 * }
 * List<AnnotatedImage> again = new CsvFormat().read(file);
 * }</pre>
 */
public interface DetectionFormat {
  /**
   * Begins to write.
   *
   * @param out where to; it stays the caller's to close
   */
  DetectionWriter writer(Writer out);

  /**
   * Begins to write, in UTF-8.
   *
   * @param out where to; it stays the caller's to close
   */
  default DetectionWriter writer(OutputStream out) {
    return writer(TextFile.on(out));
  }

  /**
   * Reads all images.
   *
   * @param name what messages call the text
   * @param in the text, which is read to its end; it stays the caller's to close
   * @param images takes one image after the other
   * @throws FormatException if the text is not of this format
   * @throws java.io.UncheckedIOException if the reader fails
   */
  void read(String name, Reader in, Consumer<? super AnnotatedImage> images);

  /**
   * Creates or replaces a file, at once and only when the new one is complete.
   *
   * @param file where to, in an existing folder
   * @param images asked for one after the other
   * @throws io.github.yolonas.ResultWriteException if the file cannot be written; nothing is left
   *     of the attempt
   */
  default void write(Path file, Iterable<AnnotatedImage> images) {
    TextFile.write(
        file,
        out -> {
          try (DetectionWriter writer = writer(out)) {
            images.forEach(writer::write);
          }
        });
  }

  /**
   * Reads all images of a file, as {@link #read(String, Reader, Consumer)}.
   *
   * @throws FormatException if the file is not of this format
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  default void read(Path file, Consumer<? super AnnotatedImage> images) {
    TextFile.read(
        file,
        in -> {
          read(file.toString(), in, images);
          return file;
        });
  }

  /** All images of a file, which must fit into memory. */
  default List<AnnotatedImage> read(Path file) {
    List<AnnotatedImage> images = new ArrayList<>();
    read(file, images::add);
    return images;
  }
}
