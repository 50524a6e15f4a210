package io.github.yolonas.format;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import java.util.List;

/**
 * An image and the objects in it, found by a model or known from a data set. Immutable; holds no
 * pixels. Every number is finite, and no box is inverted, so that any format can hold it.
 *
 * @param name what the image is called, such as its path
 * @param shape its size, in whose pixels the boxes are
 * @param annotations the objects, in the order of the file they came from
 */
public record AnnotatedImage(String name, ImageShape shape, List<Annotation> annotations) {
  /**
   * Copies the list and checks the numbers.
   *
   * @throws IllegalArgumentException if one is NaN or infinite, or a box is inverted
   */
  public AnnotatedImage {
    annotations = List.copyOf(annotations);
    for (Annotation annotation : annotations) {
      if (!isSound(annotation.object())) {
        throw new IllegalArgumentException(
            "%s: expected finite numbers and x1 ≤ x2, y1 ≤ y2, found %s"
                .formatted(name, annotation.object()));
      }
    }
  }

  /** What was found in an image. */
  public static AnnotatedImage of(String name, DetectionPrediction prediction) {
    return new AnnotatedImage(
        name, prediction.imageShape(), prediction.stream().map(Annotation::of).toList());
  }

  /** What was found in an image, under the name of its source. */
  public static AnnotatedImage of(ImageDetectionPrediction result) {
    return of(result.source(), result.prediction());
  }

  /** All objects, the most confident first; those that are equally so keep their order. */
  public DetectionPrediction prediction() {
    return new DetectionPrediction(annotations.stream().map(Annotation::object).toList(), shape);
  }

  /** The objects that count, in order: all but crowds. */
  public DetectionPrediction truth() {
    return new DetectionPrediction(
        annotations.stream().filter(a -> !a.crowd()).map(Annotation::object).toList(), shape);
  }

  private static boolean isSound(Detection object) {
    BoundingBox box = object.box();
    return Float.isFinite(object.confidence())
        && Float.isFinite(box.width())
        && Float.isFinite(box.height())
        && box.width() >= 0
        && box.height() >= 0;
  }
}
