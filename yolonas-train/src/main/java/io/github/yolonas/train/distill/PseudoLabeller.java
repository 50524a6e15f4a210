package io.github.yolonas.train.distill;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.YoloNas;
import io.github.yolonas.file.FileStem;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.Annotation;
import io.github.yolonas.format.CocoDataset;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.ImageSources;
import io.github.yolonas.train.data.DatasetException;
import io.github.yolonas.train.distill.PseudoLabelSummary.SkippedImage;
import io.github.yolonas.train.loader.BadImagePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A teacher labels images for a student to learn from: "Pseudo-Label" (Lee, 2013), with hard labels
 * of what the teacher is sure of, as in "A Simple Semi-Supervised Learning Framework for Object
 * Detection" (Sohn et al., 2020), section 3.
 *
 * <pre>{@code
 * try (YoloNas teacher = YoloNas.load(checkpoint)) {
 *   new PseudoLabeller(teacher, PseudoLabelOptions.defaults()).label(photos, labels);
 * }
 * Dataset data = CocoDetectionDataset.open(labels, photos);
 * }</pre>
 *
 * <p>Each box gets one class, the best. Boxes are clipped to the image, which is turned as its EXIF
 * tag says, as data sets read it. Images without any label stay: they show background. The teacher
 * stays the caller's. Not thread-safe if the progress listener is not.
 */
public final class PseudoLabeller {
  private final YoloNas teacher;
  private final PseudoLabelOptions options;
  private final PredictOptions predicting;

  /**
   * A labeller.
   *
   * @throws IllegalArgumentException if the options name a class that the teacher does not know
   */
  public PseudoLabeller(YoloNas teacher, PseudoLabelOptions options) {
    this.teacher = Objects.requireNonNull(teacher, "teacher");
    this.options = options;
    List<String> names = teacher.classNames();
    for (String name : options.classConf().keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "classConf: expected one of the teacher's classes %s, found '%s'"
                .formatted(names, name));
      }
    }
    OptionalDouble least = names.stream().mapToDouble(options::conf).min();
    predicting =
        PredictOptions.builder()
            .conf(least.orElse(options.conf()))
            .multiLabelPerBox(false)
            .exif(ExifOrientation.APPLY)
            .keepImage(false)
            .batchSize(options.batchSize())
            .build();
  }

  /**
   * Labels the images of a folder and the folders in it.
   *
   * @param folder to whose files the labels' file names are relative
   * @param file COCO's JSON; created or replaced when all is labelled, in an existing folder
   * @throws DatasetException if there are no images, two have the same file name, for COCO's format
   *     knows images by it, or none can be read
   * @throws io.github.yolonas.preprocess.ImageReadException if the folder cannot be listed, or an
   *     image cannot be read and the options say stop
   * @throws ResultWriteException if the file cannot be written; what was there stays
   * @throws CancellationException if the thread is interrupted; nothing is written
   */
  public PseudoLabelSummary label(Path folder, Path file) {
    requirePlace(file);
    try (Stream<ImageSource> tree = ImageSources.tree(folder)) {
      List<ImageSource> images = tree.toList();
      Set<String> taken = new HashSet<>();
      images.forEach(image -> requireOwnName(image.name(), taken));
      return label(
          images.stream(),
          OptionalLong.of(images.size()),
          name -> folder.relativize(Path.of(name)).toString().replace('\\', '/'),
          file);
    }
  }

  /**
   * Labels any images, under the names of their sources.
   *
   * @param images read one batch after the other; closed at the end
   * @param file COCO's JSON; created or replaced when all is labelled, in an existing folder
   * @throws DatasetException if there are no images, two have the same file name, or none can be
   *     read
   * @throws io.github.yolonas.preprocess.ImageReadException if an image cannot be read and the
   *     options say stop
   * @throws ResultWriteException if the file cannot be written; what was there stays
   * @throws CancellationException if the thread is interrupted; nothing is written
   */
  public PseudoLabelSummary label(Stream<ImageSource> images, Path file) {
    requirePlace(file);
    return label(images, OptionalLong.empty(), name -> name, file);
  }

  private PseudoLabelSummary label(
      Stream<ImageSource> images, OptionalLong total, UnaryOperator<String> naming, Path file) {
    List<AnnotatedImage> labelled = new ArrayList<>();
    List<SkippedImage> skipped = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    try (Stream<PredictionOutcome> outcomes = teacher.stream(images, predicting)) {
      Iterator<PredictionOutcome> next = outcomes.iterator();
      for (long done = 1; next.hasNext(); done++) {
        PredictionOutcome outcome = next.next();
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException(file + ": interrupted at image " + outcome.source());
        }
        requireOwnName(outcome.source(), taken);
        if (outcome instanceof PredictionOutcome.Unreadable bad
            && options.badImages() == BadImagePolicy.SKIP) {
          skipped.add(new SkippedImage(bad.source(), String.valueOf(bad.error().getMessage())));
        } else {
          labelled.add(labels(naming.apply(outcome.source()), outcome.orElseThrow()));
        }
        options.progress().progressed(done, total);
      }
    }
    requireImages(labelled, skipped, file);
    CocoDataset.of(teacher.classNames(), labelled).write(file);
    return new PseudoLabelSummary(file, labelled.size(), count(labelled), skipped);
  }

  private AnnotatedImage labels(String name, ImageDetectionPrediction found) {
    ImageShape shape = found.prediction().imageShape();
    List<Annotation> labels =
        found.prediction().stream()
            .filter(d -> d.confidence() >= options.conf(d.className()))
            .flatMap(d -> inside(d, shape).stream())
            .map(Annotation::of)
            .toList();
    return new AnnotatedImage(name, shape, labels);
  }

  /** The part of an object that the image shows, as something known; empty if that is too small. */
  private Optional<Detection> inside(Detection found, ImageShape shape) {
    BoundingBox box = found.box().clip(shape);
    boolean large =
        box.width() > 0
            && box.height() > 0
            && box.width() >= options.leastSide()
            && box.height() >= options.leastSide();
    return large
        ? Optional.of(new Detection(found.label(), found.className(), 1, box))
        : Optional.empty();
  }

  private Map<String, Long> count(List<AnnotatedImage> images) {
    Map<String, Long> counts = new LinkedHashMap<>();
    teacher.classNames().forEach(name -> counts.put(name, 0L));
    for (AnnotatedImage image : images) {
      image.annotations().forEach(a -> counts.merge(a.object().className(), 1L, Long::sum));
    }
    return counts;
  }

  /** Better said before hours of work than after them. */
  private static void requirePlace(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new ResultWriteException(file + ": expected a file in an existing folder");
    }
  }

  private static void requireOwnName(String name, Set<String> taken) {
    if (!taken.add(FileStem.lastPart(name))) {
      throw new DatasetException(
          name + ": expected an image with a file name of its own, found it twice");
    }
  }

  private static void requireImages(
      List<AnnotatedImage> labelled, List<SkippedImage> skipped, Path file) {
    if (labelled.isEmpty()) {
      throw new DatasetException(
          skipped.isEmpty()
              ? file + ": expected images to label, found none"
              : "%s: expected images that can be read, found %d that cannot, the first: %s"
                  .formatted(file, skipped.size(), skipped.get(0).reason()));
    }
  }
}
