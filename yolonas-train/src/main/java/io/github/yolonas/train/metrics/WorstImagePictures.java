package io.github.yolonas.train.metrics;

import io.github.yolonas.DrawOptions;
import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small pictures of single images, with the true boxes and with those found. */
final class WorstImagePictures {
  private static final int MOST_PIXELS_A_SIDE = 480;
  private static final Timings NO_TIME =
      new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private final DetectionEvaluation evaluation;
  private final EvaluatedImages images;
  private final List<String> names;
  private final Map<Long, Integer> labels = new HashMap<>();

  WorstImagePictures(DetectionEvaluation evaluation, EvaluatedImages images) {
    this.evaluation = evaluation;
    this.images = images;
    names = evaluation.truth().categoryNames();
    evaluation.truth().categories().forEach(c -> labels.put(c.id(), labels.size()));
  }

  /**
   * The image's pixels.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   */
  RgbImage read(CocoImage image) {
    return images.read(image);
  }

  BufferedImage truth(CocoImage image, RgbImage pixels) {
    List<Detection> boxes = new ArrayList<>();
    for (CocoAnnotation object : evaluation.truth().annotations()) {
      if (object.imageId() == image.id() && labels.containsKey(object.categoryId())) {
        boxes.add(detection(object.categoryId(), object.box(), 1));
      }
    }
    return draw(image, pixels, boxes, DrawOptions.builder().showConfidence(false).build());
  }

  BufferedImage found(CocoImage image, RgbImage pixels) {
    List<Detection> boxes = new ArrayList<>();
    for (CocoDetection d : evaluation.results().detections()) {
      if (d.imageId() == image.id()
          && d.score() >= evaluation.errors().scoreThreshold()
          && labels.containsKey(d.categoryId())) {
        boxes.add(detection(d.categoryId(), d.box(), (float) d.score()));
      }
    }
    return draw(image, pixels, boxes, DrawOptions.defaults());
  }

  private Detection detection(long categoryId, CocoBox box, float score) {
    int label = labels.getOrDefault(categoryId, 0);
    return new Detection(
        label,
        names.get(label),
        score,
        BoundingBox.fromXywh(
            (float) box.x(), (float) box.y(), (float) box.width(), (float) box.height()));
  }

  private BufferedImage draw(
      CocoImage image, RgbImage pixels, List<Detection> boxes, DrawOptions options) {
    ImageShape shape = new ImageShape(pixels.height(), pixels.width());
    return shrink(
        new ImageDetectionPrediction(
                image.fileName(),
                Optional.of(pixels),
                names,
                new DetectionPrediction(boxes, shape),
                NO_TIME)
            .draw(options));
  }

  private static BufferedImage shrink(BufferedImage picture) {
    int longest = Math.max(picture.getWidth(), picture.getHeight());
    if (longest <= MOST_PIXELS_A_SIDE) {
      return picture;
    }
    double scale = (double) MOST_PIXELS_A_SIDE / longest;
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(picture, 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
