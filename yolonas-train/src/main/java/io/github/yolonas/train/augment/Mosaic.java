package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.data.LabelledObject;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Puts an image and three others of the data set around a point, on a canvas of twice the tile's
 * size: the image above left, the others above right, below left and below right. Each is scaled as
 * a whole to fit the tile's size. The point is drawn from the canvas's middle half; what reaches
 * beyond the canvas is cut off, what is not covered is gray. Immutable.
 *
 * <p>The original: {@code DetectionMosaic}, after Bochkovskiy et al., YOLOv4 (2020). {@link
 * RandomAffine} is meant to follow, which cuts the tile's size out of the canvas; without it
 * objects appear at half their size. One departure: the original scales boxes by the scale that was
 * asked for, this by the one that was reached in whole pixels, so that they agree with the pixels.
 */
public final class Mosaic extends NativeAugmentation {
  private static final int GRAY = 114;
  private static final int TILES = 4;

  private final InputSize tile;

  /**
   * A mosaic.
   *
   * @param probability of making one, 0 to 1; where {@link RandomAffine} with a size follows, 1, or
   *     images that are left alone are cut instead of scaled
   * @param tile the size into which each of the four images fits
   */
  public Mosaic(double probability, InputSize tile) {
    super(probability);
    this.tile = tile;
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    int width = 2 * tile.width();
    int height = 2 * tile.height();
    int centerX = (int) context.uniform(0.25 * width, 0.75 * width);
    int centerY = (int) context.uniform(0.25 * height, 0.75 * height);
    Mat canvas = NativeSample.gray(width, height, GRAY);
    List<LabelledObject> objects = new ArrayList<>();
    for (int i = 0; i < TILES; i++) {
      try (PointerScope scope = new PointerScope()) {
        NativeSample part = i == 0 ? sample : NativeSample.of(context.another());
        objects.addAll(new Tile(part, i % 2 == 0, i < 2).paint(canvas, centerX, centerY));
      }
    }
    return new NativeSample(sample.name(), canvas, objects);
  }

  /** One of the four: which image, and on which sides of the point. */
  private final class Tile {
    private final NativeSample part;
    private final boolean left;
    private final boolean above;

    Tile(NativeSample part, boolean left, boolean above) {
      this.part = part;
      this.left = left;
      this.above = above;
    }

    /** Its objects on the canvas, which may reach beyond. */
    List<LabelledObject> paint(Mat canvas, int centerX, int centerY) {
      double scale =
          Math.min(tile.height() / (double) part.height(), tile.width() / (double) part.width());
      int width = Math.max(1, (int) (part.width() * scale));
      int height = Math.max(1, (int) (part.height() * scale));
      Mat scaled = new Mat();
      resize(part.pixels(), scaled, new Size(width, height), 0, 0, INTER_LINEAR);
      int x = left ? centerX - width : centerX;
      int y = above ? centerY - height : centerY;
      Rectangle seen =
          new Rectangle(x, y, width, height)
              .intersection(new Rectangle(canvas.cols(), canvas.rows()));
      scaled
          .apply(new Rect(seen.x - x, seen.y - y, seen.width, seen.height))
          .copyTo(canvas.apply(new Rect(seen.x, seen.y, seen.width, seen.height)));
      float scaleX = width / (float) part.width();
      float scaleY = height / (float) part.height();
      return part.objects().stream()
          .map(object -> object.at(onCanvas(object.box(), scaleX, scaleY, x, y)))
          .toList();
    }

    private static BoundingBox onCanvas(BoundingBox box, float scaleX, float scaleY, int x, int y) {
      return new BoundingBox(
          box.x1() * scaleX + x,
          box.y1() * scaleY + y,
          box.x2() * scaleX + x,
          box.y2() * scaleY + y);
    }
  }

  @Override
  public String toString() {
    return "Mosaic[probability=%s, tile=%s]".formatted(probability(), tile);
  }
}
