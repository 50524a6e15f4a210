package io.github.yolonas.train.data;

import io.github.yolonas.ProgressListener;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Writes any data set into a folder, in a layout that {@link DetectionDatasets#open(Path)} opens:
 *
 * <ul>
 *   <li>{@link DatasetLayout#COCO}: {@code annotations.json} and {@code images};
 *   <li>{@link DatasetLayout#YOLO}: {@code images} and {@code labels}, in which {@code
 *       classes.txt};
 *   <li>{@link DatasetLayout#VOC}: {@code JPEGImages}, {@code Annotations} and {@code classes.txt};
 *       coordinates count from 0.
 * </ul>
 *
 * <p>All images lie in one folder and keep their file names; where two would be the same, the names
 * of their folders are added. Each file is there whole or not at all. YOLO's labels have no mark
 * for objects that are not to be taught ({@link Annotation#crowd}): they are left out, and counted.
 *
 * <p>Immutable and thread-safe; made by {@link #to}.
 */
public final class DatasetConverter {
  private final DatasetLayout layout;
  private final ImageTransfer images;
  private final ProgressListener progress;

  private DatasetConverter(DatasetLayout layout, ImageTransfer images, ProgressListener progress) {
    this.layout = Objects.requireNonNull(layout, "layout");
    this.images = Objects.requireNonNull(images, "images");
    this.progress = Objects.requireNonNull(progress, "progress");
  }

  /** A converter that copies images and tells nobody how far it is. */
  public static DatasetConverter to(DatasetLayout layout) {
    return new DatasetConverter(layout, ImageTransfer.COPY, ProgressListener.none());
  }

  /** The same with another way to treat images. */
  public DatasetConverter withImages(ImageTransfer transfer) {
    return new DatasetConverter(layout, transfer, progress);
  }

  /** The same, telling how many images are done, in the thread that converts. */
  public DatasetConverter withProgress(ProgressListener listener) {
    return new DatasetConverter(layout, images, listener);
  }

  /**
   * Writes a data set.
   *
   * @param dataset what to write
   * @param folder where to; it must be new or empty
   * @return what was written
   * @throws ResultWriteException if the folder holds something, or a file cannot be written
   * @throws DatasetException if the format cannot hold the names of the classes
   * @throws CancellationException if the thread is interrupted; what is written by then stays
   */
  public DatasetConversion write(Dataset dataset, Path folder) {
    requireEmpty(folder);
    ClassNames.checked(folder.toString(), dataset.classNames());
    ImageNames names = ImageNames.of(dataset);
    long objects = 0;
    long crowds = 0;
    try (LayoutWriter writer = LayoutWriter.of(layout, folder, dataset.classNames())) {
      ImageWriter pixels = new ImageWriter(images, writer.imageFolder());
      for (int i = 0; i < dataset.size(); i++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException(folder + ": interrupted after " + i + " images");
        }
        AnnotatedImage source = dataset.annotations(i);
        List<Annotation> kept = writer.holdable(source.annotations());
        pixels.write(dataset, i, names.get(i));
        writer.write(new AnnotatedImage(names.get(i), source.shape(), kept));
        objects += kept.size();
        crowds += source.annotations().size() - kept.size();
        progress.progressed(i + 1L, OptionalLong.of(dataset.size()));
      }
      writer.complete();
    }
    return new DatasetConversion(folder, dataset.size(), objects, crowds);
  }

  private static void requireEmpty(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isPresent()) {
          throw new ResultWriteException(
              folder + ": expected a new or empty folder, found files in it");
        }
      }
    } catch (IOException e) {
      throw new ResultWriteException(folder + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }
}
