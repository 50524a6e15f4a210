package io.github.yolonas;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Results made without a model. */
public final class Results {
  /** Three classes, the last in Greek. */
  public static final List<String> NAMES = List.of("cat", "dog", "ψάρι");

  public static final Timings TIMINGS =
      new Timings(
          Duration.ofMillis(3),
          Duration.ofNanos(1_234_567),
          Duration.ofNanos(180_250_000),
          Duration.ZERO);

  private Results() {}

  /** A detection of class {@code label} of {@link #NAMES}. */
  public static Detection detection(
      int label, float score, float x1, float y1, float x2, float y2) {
    return new Detection(label, NAMES.get(label), score, new BoundingBox(x1, y1, x2, y2));
  }

  /** What was found in an image of this size. */
  public static DetectionPrediction found(int width, int height, Detection... detections) {
    return new DetectionPrediction(List.of(detections), new ImageShape(height, width));
  }

  /** A result on a mid-gray image. */
  public static ImageDetectionPrediction onGray(int width, int height, Detection... detections) {
    return on(gray(width, height), detections);
  }

  /** A result on an image. */
  public static ImageDetectionPrediction on(BufferedImage image, Detection... detections) {
    return new ImageDetectionPrediction(
        "test.png",
        Optional.of(RgbImage.of(image)),
        NAMES,
        found(image.getWidth(), image.getHeight(), detections),
        TIMINGS);
  }

  /** A result whose image was not kept. */
  public static ImageDetectionPrediction withoutImage(
      String source, DetectionPrediction prediction) {
    return new ImageDetectionPrediction(source, Optional.empty(), NAMES, prediction, TIMINGS);
  }

  /** A mid-gray image. */
  public static BufferedImage gray(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    Arrays.fill(row, 0x808080);
    for (int y = 0; y < height; y++) {
      image.getRaster().setDataElements(0, y, width, 1, row);
    }
    return image;
  }
}
