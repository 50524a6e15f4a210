package io.github.yolonas;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Predicts on large images tile by tile, so that objects which a resize to the network's input
 * would make too small keep their size. Immutable, thread-safe; the model stays the caller's.
 *
 * <p>Tiles overlap by a fifth of their side, so that an object no larger than that lies whole in
 * one of them; the last tile of a row or column lies flush with the border. Boxes found twice are
 * merged by non-maximum suppression over the whole image, with the prediction's own threshold.
 */
public final class TiledPredictor {
  private static final int SMALLEST_TILE = 32;
  private static final double OVERLAP = 0.2;

  private final YoloNas model;
  private final int tileSize;

  /**
   * A predictor with square tiles.
   *
   * @param tileSize side of a tile in pixels of the image, 32 or more
   */
  public TiledPredictor(YoloNas model, int tileSize) {
    if (tileSize < SMALLEST_TILE) {
      throw new IllegalArgumentException(
          "tileSize: expected at least %d, found %d".formatted(SMALLEST_TILE, tileSize));
    }
    this.model = model;
    this.tileSize = tileSize;
  }

  /**
   * Detects objects on one image. An image no larger than a tile is predicted whole.
   *
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   */
  public ImageDetectionPrediction predict(ImageSource image, PredictOptions options) {
    long start = System.nanoTime();
    RgbImage pixels;
    try (DecodedImage decoded = ImageDecoder.decode(image, model.imageReading(options))) {
      pixels = decoded.toRgbImage();
    }
    Duration decode = Duration.ofNanos(System.nanoTime() - start);
    List<Tile> tiles = tiles(pixels);
    List<ImageDetectionPrediction> parts = predict(tiles, pixels, options);
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Tile tile = tiles.get(i);
      parts.get(i).prediction().forEach(detection -> found.add(tile.inImage(detection)));
    }
    return new ImageDetectionPrediction(
        image.name(),
        options.keepImage() ? Optional.of(pixels) : Optional.empty(),
        model.classNames(),
        merge(found, new ImageShape(pixels.height(), pixels.width()), options),
        timings(decode, parts));
  }

  /** Tiles are cut as the batches need them. */
  private List<ImageDetectionPrediction> predict(
      List<Tile> tiles, RgbImage image, PredictOptions options) {
    byte[] rgb = image.toRgbBytes();
    PredictOptions withoutPixels = options.toBuilder().keepImage(false).build();
    return model.stream(tiles.stream().map(tile -> tile.crop(rgb, image.width())), withoutPixels)
        .map(PredictionOutcome::orElseThrow)
        .toList();
  }

  private List<Tile> tiles(RgbImage image) {
    int width = Math.min(tileSize, image.width());
    int height = Math.min(tileSize, image.height());
    return starts(image.height()).stream()
        .flatMap(
            top -> starts(image.width()).stream().map(left -> new Tile(left, top, width, height)))
        .toList();
  }

  /** Where tiles begin along one side; the last one ends at the border. */
  private List<Integer> starts(int length) {
    int step = Math.max(1, (int) Math.round(tileSize * (1 - OVERLAP)));
    List<Integer> starts = new ArrayList<>();
    int last = Math.max(0, length - tileSize);
    for (int start = 0; start < last; start += step) {
      starts.add(start);
    }
    starts.add(last);
    return starts;
  }

  private DetectionPrediction merge(
      List<Detection> found, ImageShape shape, PredictOptions options) {
    float[] boxes = new float[4 * found.size()];
    float[] scores = new float[found.size()];
    int[] labels = new int[found.size()];
    int[] order = new int[found.size()];
    for (int i = 0; i < scores.length; i++) {
      System.arraycopy(found.get(i).box().toXyxy(), 0, boxes, 4 * i, 4);
      scores[i] = found.get(i).confidence();
      labels[i] = found.get(i).label();
      order[i] = i;
    }
    int[] kept =
        DetectionPostprocessor.process(
                new Candidates(boxes, scores, labels, order), model.thresholds(options))
            .anchors();
    List<Detection> detections = new ArrayList<>();
    for (int i : kept) {
      detections.add(found.get(i));
    }
    return new DetectionPrediction(detections, shape);
  }

  private static Timings timings(Duration decode, List<ImageDetectionPrediction> parts) {
    Timings sum = new Timings(decode, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    for (ImageDetectionPrediction part : parts) {
      Timings t = part.timings();
      sum =
          new Timings(
              decode,
              sum.preprocess().plus(t.decode()).plus(t.preprocess()),
              sum.forward().plus(t.forward()),
              sum.postprocess().plus(t.postprocess()));
    }
    return sum;
  }

  /** A rectangle of the image, in its pixels. */
  private record Tile(int left, int top, int width, int height) {

    ImageSource crop(byte[] rgb, int imageWidth) {
      byte[] pixels = new byte[3 * width * height];
      for (int y = 0; y < height; y++) {
        int row = 3 * ((top + y) * imageWidth + left);
        System.arraycopy(rgb, row, pixels, 3 * y * width, 3 * width);
      }
      return ImageSource.ofRgb(pixels, width, height);
    }

    Detection inImage(Detection d) {
      BoundingBox box = d.box();
      return new Detection(
          d.label(),
          d.className(),
          d.confidence(),
          new BoundingBox(box.x1() + left, box.y1() + top, box.x2() + left, box.y2() + top));
    }
  }
}
