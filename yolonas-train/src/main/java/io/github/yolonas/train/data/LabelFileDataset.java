package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A data set with a file of labels for each image, read when first asked for, and remembered. */
abstract class LabelFileDataset extends ImageFileDataset {
  private final List<LabelFiles.Entry> entries;
  private final AtomicReferenceArray<AnnotatedImage> known;

  LabelFileDataset(
      List<String> classNames, List<LabelFiles.Entry> entries, ImageReadOptions options) {
    super(classNames, options);
    this.entries = entries;
    known = new AtomicReferenceArray<>(entries.size());
  }

  /**
   * Reads a file of labels.
   *
   * @param label the file
   * @param name what to call its image
   * @param index of the image
   */
  abstract AnnotatedImage readLabels(Path label, String name, int index);

  @Override
  public final int size() {
    return entries.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.github.yolonas.format.FormatException if its file of labels is not of this format
   * @throws java.io.UncheckedIOException if its file of labels cannot be read
   * @throws io.github.yolonas.preprocess.ImageReadException if the image's header is needed for its
   *     size, and cannot be read
   */
  @Override
  public final AnnotatedImage annotations(int index) {
    LabelFiles.Entry entry = entries.get(index);
    AnnotatedImage annotations = known.get(index);
    if (annotations == null) {
      Path label = entry.label();
      annotations =
          label == null
              ? new AnnotatedImage(entry.name(), headerShape(index), List.of())
              : readLabels(label, entry.name(), index);
      known.set(index, annotations);
    }
    return annotations;
  }

  @Override
  public final Path imageFile(int index) {
    return entries.get(index).image();
  }

  @Override
  final String mention(int index) {
    Path label = entries.get(index).label();
    return label == null ? imageFile(index).toString() : label.toString();
  }
}
