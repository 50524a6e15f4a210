package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.train.data.LabelledObject;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Rotates, scales, shears and shifts an image, bilinearly. A box becomes the smallest upright one
 * around its four turned corners, clipped to the result; boxes that get too small, too narrow or
 * are mostly cut off are dropped, as {@link RandomAffineOptions} says. Immutable.
 *
 * <p>The original: {@code DetectionRandomAffine} with {@code filter_box_candidates}. One departure:
 * the original applies its matrix to the edges of boxes and to the centres of pixels alike, which
 * lie half a pixel apart; here boxes and pixels go exactly the same way.
 */
public final class RandomAffine extends NativeAugmentation {
  private final RandomAffineOptions options;

  /** A transformation of these options. */
  public RandomAffine(RandomAffineOptions options) {
    super(options.probability());
    this.options = options;
  }

  /** The options. */
  public RandomAffineOptions options() {
    return options;
  }

  /** The same with results of each image's own size. */
  RandomAffine keepingSize() {
    return new RandomAffine(options.toBuilder().size(Optional.empty()).build());
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    int width = options.size().map(InputSize::width).orElse(sample.width());
    int height = options.size().map(InputSize::height).orElse(sample.height());
    AffineTransform transform = draw(sample, width, height, context);
    Mat warped = new Mat();
    int gray = options.borderValue();
    warpAffine(
        sample.pixels(),
        warped,
        matrix(transform),
        new Size(width, height),
        INTER_LINEAR,
        BORDER_CONSTANT,
        new Scalar(gray, gray, gray, 0));
    List<LabelledObject> kept = new ArrayList<>();
    for (LabelledObject object : sample.objects()) {
      BoundingBox box = moved(object.box(), transform, width, height);
      if (survives(object.box(), box)) {
        kept.add(object.at(box));
      }
    }
    return new NativeSample(sample.name(), warped, kept);
  }

  /** From continuous coordinates of the image to those of the result. */
  private AffineTransform draw(
      NativeSample sample, int width, int height, AugmentationContext context) {
    double angle = spread(options.degrees(), context);
    double scale = context.uniform(options.minScale(), options.maxScale());
    double shearX = Math.tan(Math.toRadians(spread(options.shear(), context)));
    double shearY = Math.tan(Math.toRadians(spread(options.shear(), context)));
    double toX = (0.5 + spread(options.translate(), context)) * width;
    double toY = (0.5 + spread(options.translate(), context)) * height;
    // Read from the last line to the first: each call changes what comes before those above it.
    AffineTransform transform = AffineTransform.getTranslateInstance(toX, toY);
    transform.shear(shearX, shearY);
    transform.rotate(Math.toRadians(angle));
    transform.scale(scale, scale);
    transform.translate(-sample.width() / 2.0, -sample.height() / 2.0);
    return transform;
  }

  private static double spread(double most, AugmentationContext context) {
    return context.uniform(-most, most);
  }

  /** OpenCV counts from the centre of the first pixel, which is at a half. */
  private static Mat matrix(AffineTransform transform) {
    AffineTransform ofCentres = AffineTransform.getTranslateInstance(-0.5, -0.5);
    ofCentres.concatenate(transform);
    ofCentres.translate(0.5, 0.5);
    Mat matrix = new Mat(2, 3, CV_64F);
    new DoublePointer(matrix.data())
        .put(
            ofCentres.getScaleX(),
            ofCentres.getShearX(),
            ofCentres.getTranslateX(),
            ofCentres.getShearY(),
            ofCentres.getScaleY(),
            ofCentres.getTranslateY());
    return matrix;
  }

  /** Around what is left of the turned box inside the result; of no size if nothing is. */
  private static BoundingBox moved(
      BoundingBox box, AffineTransform transform, int width, int height) {
    Rectangle2D upright = new Rectangle2D.Double(box.x1(), box.y1(), box.width(), box.height());
    Area left = new Area(transform.createTransformedShape(upright));
    left.intersect(new Area(new Rectangle(width, height)));
    Rectangle2D hull = left.getBounds2D();
    return new BoundingBox(
        (float) hull.getMinX(),
        (float) hull.getMinY(),
        (float) hull.getMaxX(),
        (float) hull.getMaxY());
  }

  private boolean survives(BoundingBox before, BoundingBox after) {
    double width = after.width();
    double height = after.height();
    return width > options.minBoxSide()
        && height > options.minBoxSide()
        && width * height > options.minAreaRatio() * before.area()
        && Math.max(width, height) < options.maxAspectRatio() * Math.min(width, height);
  }

  @Override
  public String toString() {
    return options.toString().replaceFirst("Options", "");
  }
}
