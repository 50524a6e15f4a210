package io.github.yolonas.format;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import java.util.List;

/**
 * An image and the objects in it, found by a model or known from a data set. Immutable; holds no
 * pixels.
 *
 * @param name what the image is called, such as its path
 * @param shape its size, in whose pixels the boxes are
 * @param annotations the objects, in the order of the file they came from
 */
public record AnnotatedImage(String name, ImageShape shape, List<Annotation> annotations) {
  /** Copies the list. */
  public AnnotatedImage {
    annotations = List.copyOf(annotations);
  }

  /**
   * What was found in an image.
   *
   * @throws IllegalArgumentException if a detection has numbers that no file can hold; see {@link
   *     Annotation}
   */
  public static AnnotatedImage of(String name, DetectionPrediction prediction) {
    try {
      return new AnnotatedImage(
          name, prediction.imageShape(), prediction.stream().map(Annotation::of).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
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
}
