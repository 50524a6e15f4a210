package io.github.yolonas.annotate;

import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.image.BufferedImage;
import java.util.function.Predicate;

/**
 * Changes a picture by what was found in it. The annotators of this package are immutable and
 * thread-safe (the {@link HeatMapAnnotator} remembers, but is thread-safe too), so one serves any
 * number of pictures, such as the frames of a video. Boxes, or parts of them, outside of the
 * picture and boxes with NaN among their coordinates have no effect.
 *
 * <pre>{@code
 * Annotator faces = new PixelateAnnotator().only(d -> d.className().equals("face"));
 * BufferedImage picture = result.annotate(faces, new BoxAnnotator(), new LabelAnnotator());
 * }</pre>
 */
@FunctionalInterface
public interface Annotator {
  /**
   * Changes a picture.
   *
   * @param canvas the picture, without alpha, of any type
   * @param prediction what was found, in the picture's pixels
   */
  void annotate(BufferedImage canvas, DetectionPrediction prediction);

  /**
   * Works on a copy.
   *
   * @param image the picture, which stays as it is
   * @param prediction what was found, in the picture's pixels
   * @return a new image of type {@link BufferedImage#TYPE_INT_RGB}, of the same size
   */
  default BufferedImage annotated(RgbImage image, DetectionPrediction prediction) {
    BufferedImage canvas = image.toBufferedImage();
    annotate(canvas, prediction);
    return canvas;
  }

  /** This annotator, and on top of what it makes of the picture, another. */
  default Annotator then(Annotator next) {
    return (canvas, prediction) -> {
      annotate(canvas, prediction);
      next.annotate(canvas, prediction);
    };
  }

  /** This annotator, for only those detections that pass. */
  default Annotator only(Predicate<? super Detection> condition) {
    return (canvas, prediction) -> annotate(canvas, prediction.filter(condition));
  }
}
