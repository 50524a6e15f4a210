package io.github.yolonas.train.data;

import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.preprocess.RgbImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Some images of another data set, in any order, perhaps with other annotations. Nothing is copied;
 * a view is as thread-safe as what it looks at. A view of a {@link FileDataset} is one too.
 */
public class DatasetView implements Dataset {
  private final Dataset source;
  private final int[] indices;
  private final Map<Integer, AnnotatedImage> replaced;

  private DatasetView(
      Dataset source, List<Integer> indices, Map<Integer, AnnotatedImage> replaced) {
    this.source = source;
    this.indices = indices.stream().mapToInt(Integer::intValue).toArray();
    this.replaced = Map.copyOf(replaced);
  }

  /**
   * Some images.
   *
   * @param source which they belong to
   * @param indices in {@code source}, in the order of the view; one may come more than once
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public static DatasetView of(Dataset source, List<Integer> indices) {
    return of(source, indices, Map.of());
  }

  /**
   * Some images, of which some have other annotations.
   *
   * @param source which they belong to
   * @param indices in {@code source}, in the order of the view; one may come more than once
   * @param replaced annotations by index in {@code source}
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public static DatasetView of(
      Dataset source, List<Integer> indices, Map<Integer, AnnotatedImage> replaced) {
    indices.forEach(i -> Objects.checkIndex(i, source.size()));
    replaced.keySet().forEach(i -> Objects.checkIndex(i, source.size()));
    return source instanceof FileDataset files
        ? new OfFiles(files, indices, replaced)
        : new DatasetView(source, indices, replaced);
  }

  /** Which image of the source an image is. */
  final int sourceIndex(int index) {
    return indices[Objects.checkIndex(index, indices.length)];
  }

  @Override
  public final List<String> classNames() {
    return source.classNames();
  }

  @Override
  public final int size() {
    return indices.length;
  }

  @Override
  public final AnnotatedImage annotations(int index) {
    int i = sourceIndex(index);
    AnnotatedImage other = replaced.get(i);
    return other == null ? source.annotations(i) : other;
  }

  @Override
  public final LabelledImage read(int index) {
    int i = sourceIndex(index);
    LabelledImage read = source.read(i);
    AnnotatedImage other = replaced.get(i);
    return other == null ? read : LabelledImage.of(read.image(), other);
  }

  /** A view of files. */
  private static final class OfFiles extends DatasetView implements FileDataset {
    private final FileDataset files;

    OfFiles(FileDataset files, List<Integer> indices, Map<Integer, AnnotatedImage> replaced) {
      super(files, indices, replaced);
      this.files = files;
    }

    @Override
    public Path imageFile(int index) {
      return files.imageFile(sourceIndex(index));
    }

    @Override
    public RgbImage pixels(int index) {
      return files.pixels(sourceIndex(index));
    }
  }
}
