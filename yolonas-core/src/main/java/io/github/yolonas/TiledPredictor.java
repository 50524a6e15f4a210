package io.github.yolonas;

import io.github.yolonas.TileGrid.Tile;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.postprocess.NonMaxSuppression;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.postprocess.WeightedBoxFusion;
import io.github.yolonas.preprocess.DecodedImage;
import io.github.yolonas.preprocess.ImageDecoder;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.RgbImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Predicts on large images tile by tile, so that objects which a resize to the network's input
 * would make too small keep their size. Immutable, thread-safe; the model stays the caller's.
 *
 * <p>Tiles overlap, so that an object no larger than what they share lies whole in one of them.
 * Boxes found twice are merged over the whole image, with the prediction's own threshold of
 * overlap. Choose tiles several times as large as the objects: of one that no tile holds whole,
 * parts are found.
 */
public final class TiledPredictor {
  private final YoloNas model;
  private final TilingOptions tiling;
  private final TileGrid grid;

  /**
   * A predictor with square tiles, and the rest by default.
   *
   * @param model what predicts each tile
   * @param tileSize side of a tile in pixels of the image, 32 or more
   * @throws IllegalArgumentException if it is less
   */
  public TiledPredictor(YoloNas model, int tileSize) {
    this(model, TilingOptions.builder().tileSize(tileSize).build());
  }

  /**
   * A predictor.
   *
   * @param model what predicts each tile
   * @param tiling how images are cut
   */
  public TiledPredictor(YoloNas model, TilingOptions tiling) {
    this.model = model;
    this.tiling = tiling;
    grid = new TileGrid(tiling.tileSize(), tiling.overlap());
  }

  /** Detects objects on one image, with the model's own settings. */
  public ImageDetectionPrediction predict(ImageSource image) {
    return predict(image, PredictOptions.defaults());
  }

  /**
   * Detects objects on one image. An image no larger than a tile is predicted whole.
   *
   * @param image where it comes from
   * @param asked as of {@link YoloNas#predict(ImageSource, PredictOptions)}; {@code batchSize} is a
   *     number of tiles, and what limits the detections limits those of a tile and of the image
   * @return what was found, in pixels of the whole image; the timings are sums over the tiles
   * @throws io.github.yolonas.preprocess.ImageReadException if it cannot be read
   * @throws IllegalArgumentException if a class name is not the model's
   * @throws InferenceException if the native library fails
   * @throws IllegalStateException if the model is closed
   * @throws CancellationException if the thread is interrupted, between two tiles
   */
  public ImageDetectionPrediction predict(ImageSource image, PredictOptions asked) {
    PredictOptions options = model.effective(asked);
    long start = System.nanoTime();
    RgbImage pixels;
    try (DecodedImage decoded = ImageDecoder.decode(image, model.imageReading(options))) {
      pixels = decoded.toRgbImage();
    }
    Duration decode = Duration.ofNanos(System.nanoTime() - start);
    List<Tile> tiles = grid.tiles(pixels.width(), pixels.height());
    List<ImageDetectionPrediction> parts = predict(tiles, pixels, options);
    return new ImageDetectionPrediction(
        image.name(),
        options.keepImage().orElse(true) ? Optional.of(pixels) : Optional.empty(),
        model.classNames(),
        merge(tiles, parts, new ImageShape(pixels.height(), pixels.width()), options),
        timings(decode, parts),
        parts.get(0).provenance().map(part -> part.withOptions(options)));
  }

  /** Tiles are cut as the batches need them. */
  private List<ImageDetectionPrediction> predict(
      List<Tile> tiles, RgbImage image, PredictOptions options) {
    PredictOptions withoutPixels = options.toBuilder().keepImage(false).build();
    OptionalLong total = OptionalLong.of(tiles.size());
    List<ImageDetectionPrediction> parts = new ArrayList<>();
    try (Stream<PredictionOutcome> outcomes =
        model.stream(tiles.stream().map(tile -> crop(image, tile)), withoutPixels)) {
      outcomes.forEach(
          outcome -> {
            parts.add(outcome.orElseThrow());
            tiling.progress().progressed(parts.size(), total);
            requireNotInterrupted(parts.size(), tiles.size());
          });
    }
    return parts;
  }

  private static void requireNotInterrupted(int done, int tiles) {
    if (done < tiles && Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted after %d of %d tiles".formatted(done, tiles));
    }
  }

  private static ImageSource crop(RgbImage image, Tile tile) {
    return ImageSource.of(image.crop(tile.left(), tile.top(), tile.width(), tile.height()));
  }

  private static Detection inImage(Detection d, Tile tile) {
    BoundingBox box = d.box();
    return new Detection(
        d.label(),
        d.className(),
        d.confidence(),
        new BoundingBox(
            box.x1() + tile.left(),
            box.y1() + tile.top(),
            box.x2() + tile.left(),
            box.y2() + tile.top()));
  }

  /** Over all tiles, with the thresholds of the prediction. */
  private DetectionPrediction merge(
      List<Tile> tiles,
      List<ImageDetectionPrediction> parts,
      ImageShape shape,
      PredictOptions options) {
    if (parts.size() == 1) {
      return parts.get(0).prediction();
    }
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Tile tile = tiles.get(i);
      parts.get(i).prediction().forEach(detection -> found.add(inImage(detection, tile)));
    }
    return new DetectionPrediction(merged(found, model.thresholds(options)), shape);
  }

  private List<Detection> merged(List<Detection> found, PostprocessOptions thresholds) {
    boolean classAgnostic = thresholds.classAgnosticNms();
    if (tiling.merge() == TilingOptions.Merge.SUPPRESS) {
      return new NonMaxSuppression(thresholds.iou(), classAgnostic, thresholds.maxPredictions())
          .keep(found);
    }
    return new WeightedBoxFusion(thresholds.iou(), classAgnostic)
        .fuse(found, 1).stream().limit(thresholds.maxPredictions()).toList();
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
}
