package io.github.yolonas;

import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.RgbImage;
import java.util.List;
import java.util.Optional;

/**
 * One image and what was found in it. Immutable, free of native memory. The original: {@code
 * ImageDetectionPrediction}.
 */
public final class ImageDetectionPrediction {
  private final String source;
  private final Optional<RgbImage> image;
  private final List<String> classNames;
  private final DetectionPrediction prediction;
  private final Timings timings;

  /**
   * A result.
   *
   * @param source what to call the image, such as its path
   * @param image its pixels as displayed, or empty if they were not kept
   * @param classNames the model's, in the order of its labels
   * @param prediction boxes in pixels of the image as displayed, best first
   * @param timings how long each stage took
   */
  public ImageDetectionPrediction(
      String source,
      Optional<RgbImage> image,
      List<String> classNames,
      DetectionPrediction prediction,
      Timings timings) {
    this.source = source;
    this.image = image;
    this.classNames = List.copyOf(classNames);
    this.prediction = prediction;
    this.timings = timings;
  }

  /** What the image is called: its path, its URI, or what kind of object it came from. */
  public String source() {
    return source;
  }

  /**
   * The image's pixels as displayed, after EXIF orientation where that applies.
   *
   * @throws IllegalStateException if the prediction was made with {@code keepImage(false)}
   */
  public RgbImage image() {
    return image.orElseThrow(
        () ->
            new IllegalStateException(
                source + ": its pixels were not kept; predict with keepImage(true)"));
  }

  /** The model's class names, in the order of its labels. */
  public List<String> classNames() {
    return classNames;
  }

  /** The detections, best first, in pixels of the image as displayed. */
  public DetectionPrediction prediction() {
    return prediction;
  }

  /** How long each stage took. */
  public Timings timings() {
    return timings;
  }

  @Override
  public String toString() {
    return source + ": " + prediction;
  }
}
