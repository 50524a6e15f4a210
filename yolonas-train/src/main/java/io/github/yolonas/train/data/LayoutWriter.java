package io.github.yolonas.train.data;

import io.github.yolonas.ResultWriteException;
import io.github.yolonas.file.AtomicFile;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.format.CocoDataset;
import io.github.yolonas.format.DetectionWriter;
import io.github.yolonas.format.PascalVocFormat;
import io.github.yolonas.format.YoloFormat;
import io.github.yolonas.preprocess.internal.IoErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the annotations of one layout, image by image. */
abstract class LayoutWriter implements AutoCloseable {
  private final Path imageFolder;

  private LayoutWriter(Path imageFolder) {
    this.imageFolder = imageFolder;
    try {
      Files.createDirectories(imageFolder);
    } catch (IOException e) {
      throw new ResultWriteException(imageFolder + ": cannot be made: " + IoErrors.reason(e), e);
    }
  }

  static LayoutWriter of(DatasetLayout layout, Path folder, List<String> classNames) {
    return switch (layout) {
      case COCO -> new Coco(folder, classNames);
      case YOLO ->
          new PerImage(
              folder.resolve("images"),
              YoloFormat.of(classNames).folder(folder.resolve("labels")),
              false);
      case VOC -> {
        writeClasses(folder.resolve(ClassNames.FILE), classNames);
        yield new PerImage(
            folder.resolve("JPEGImages"),
            PascalVocFormat.of(classNames).folder(folder.resolve("Annotations")),
            true);
      }
    };
  }

  private static void writeClasses(Path file, List<String> classNames) {
    try {
      AtomicFile.write(file, part -> Files.write(part, classNames));
    } catch (IOException e) {
      throw new ResultWriteException(file + ": cannot be written: " + IoErrors.reason(e), e);
    }
  }

  final Path imageFolder() {
    return imageFolder;
  }

  /** Those that the format does not take for something else. */
  abstract List<Annotation> holdable(List<Annotation> annotations);

  abstract void write(AnnotatedImage image);

  /** All images are written. */
  void complete() {}

  @Override
  public void close() {}

  /** A file for each image. */
  private static final class PerImage extends LayoutWriter {
    private final DetectionWriter labels;
    private final boolean crowds;

    PerImage(Path images, DetectionWriter labels, boolean crowds) {
      super(images);
      this.labels = labels;
      this.crowds = crowds;
    }

    @Override
    List<Annotation> holdable(List<Annotation> annotations) {
      return crowds ? annotations : annotations.stream().filter(a -> !a.crowd()).toList();
    }

    @Override
    void write(AnnotatedImage image) {
      labels.write(image);
    }

    @Override
    public void close() {
      labels.close();
    }
  }

  /** One file, written when all is known, so that half a data set is not taken for a whole. */
  private static final class Coco extends LayoutWriter {
    private final Path file;
    private final List<String> classNames;
    private final List<AnnotatedImage> images = new ArrayList<>();

    Coco(Path folder, List<String> classNames) {
      super(folder.resolve("images"));
      file = folder.resolve("annotations.json");
      this.classNames = classNames;
    }

    @Override
    List<Annotation> holdable(List<Annotation> annotations) {
      return annotations;
    }

    @Override
    void write(AnnotatedImage image) {
      images.add(image);
    }

    @Override
    void complete() {
      CocoDataset.of(classNames, images).write(file);
    }
  }
}
