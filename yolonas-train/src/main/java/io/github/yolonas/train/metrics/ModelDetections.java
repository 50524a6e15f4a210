package io.github.yolonas.train.metrics;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ProgressListener;
import io.github.yolonas.YoloNas;
import io.github.yolonas.file.ContainedFile;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a model finds on the images of a data set. */
public final class ModelDetections {
  /** The least score that the original validates with. */
  public static final double LEAST_SCORE = 0.01;

  private ModelDetections() {}

  /**
   * Predicts every image.
   *
   * @param truth says which images; of its annotations nothing is used
   * @param images the folder that its file names are relative to
   * @param options what is to differ from the model's own settings; a score of {@link #LEAST_SCORE}
   *     unless they say otherwise
   * @param progress told after each image
   * @return detections of the classes that the data set has too; classes and categories are the
   *     same if their names are, or, if no name is, but their numbers are, in the same order
   * @throws IllegalArgumentException if no class is a category, or an image has no file name inside
   *     of the folder
   * @throws io.github.yolonas.preprocess.ImageReadException if an image cannot be read
   */
  public static CocoResults of(
      YoloNas model,
      CocoGroundTruth truth,
      Path images,
      PredictOptions options,
      ProgressListener progress) {
    List<ImageSource> sources =
        truth.images().stream().map(image -> ImageSource.of(file(images, image))).toList();
    return of(model, truth, sources.stream(), options, progress);
  }

  /**
   * Predicts every image, wherever it comes from.
   *
   * @param truth as above
   * @param sources one for each image of {@code truth}, in its order; read one after the other
   * @param options as above
   * @param progress told after each image
   * @return as above
   * @throws IllegalArgumentException if no class is a category
   * @throws io.github.yolonas.preprocess.ImageReadException if an image cannot be read
   */
  public static CocoResults of(
      YoloNas model,
      CocoGroundTruth truth,
      Stream<ImageSource> sources,
      PredictOptions options,
      ProgressListener progress) {
    Map<Integer, Long> categories = categoriesByLabel(model.classNames(), truth.categories());
    PredictOptions effective =
        options.orElse(PredictOptions.conf(LEAST_SCORE)).toBuilder().keepImage(false).build();
    List<CocoDetection> detections = new ArrayList<>();
    try (Stream<PredictionOutcome> outcomes = model.stream(sources, effective)) {
      Iterator<PredictionOutcome> next = outcomes.iterator();
      for (int i = 0; i < truth.images().size(); i++) {
        add(truth.images().get(i), next.next().orElseThrow(), categories, detections);
        progress.progressed(i + 1L, OptionalLong.of(truth.images().size()));
      }
    }
    return new CocoResults(detections);
  }

  /**
   * Which category each label of a model means: the one of the same name. If no name is known, but
   * there are as many classes as categories, the one at the same position by ascending id.
   *
   * @param classNames the model's, by label
   * @return category ids by label; none for a class that the data set does not have
   * @throws IllegalArgumentException if no class is known
   */
  static Map<Integer, Long> categoriesByLabel(
      List<String> classNames, List<CocoCategory> categories) {
    Map<Integer, Long> ids = new HashMap<>();
    for (CocoCategory category : categories) {
      int label = classNames.indexOf(category.name());
      if (label >= 0) {
        ids.putIfAbsent(label, category.id());
      }
    }
    if (ids.isEmpty() && classNames.size() == categories.size()) {
      categories.forEach(category -> ids.put(ids.size(), category.id()));
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "the ground truth has none of the model's classes %s, but %s"
              .formatted(classNames, categories.stream().map(CocoCategory::name).toList()));
    }
    return ids;
  }

  static Path file(Path folder, CocoImage image) {
    try {
      return ContainedFile.of(folder, image.fileName()).orElseThrow(() -> noFile(image, null));
    } catch (InvalidPathException e) {
      throw noFile(image, e);
    }
  }

  private static IllegalArgumentException noFile(CocoImage image, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "image %d: expected the name of a file in the folder of images, found \"%s\""
            .formatted(image.id(), image.fileName()),
        cause);
  }

  private static void add(
      CocoImage image,
      ImageDetectionPrediction prediction,
      Map<Integer, Long> categories,
      List<CocoDetection> detections) {
    for (Detection d : prediction.prediction()) {
      float[] box = d.box().toXywh();
      Long category = categories.get(d.label());
      if (category != null) {
        detections.add(
            new CocoDetection(
                image.id(), category, new CocoBox(box[0], box[1], box[2], box[3]), d.confidence()));
      }
    }
  }
}
