package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.train.data.LabelledImage;
import io.github.yolonas.train.data.LabelledObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Blends an image with another one that has objects, half and half, and keeps the objects of both.
 * Immutable.
 *
 * <p>The other may be flipped; it is scaled as a whole to fit the image's size, padded with gray
 * below and right, scaled by a random factor, and cut, or padded with black, to the image's size.
 * Without any other image that has objects, the image stays as it is.
 *
 * <p>The original: {@code DetectionMixup} with {@code input_dim: null}, as in its recipe for COCO;
 * after Zhang et al., mixup (2018), and Ge et al., YOLOX (2021).
 */
public final class Mixup extends NativeAugmentation {
  private static final int GRAY = 114;
  private static final double LARGEST_SCALE = 10;

  private final double minScale;
  private final double maxScale;
  private final double flipProbability;

  /**
   * A mixup.
   *
   * @param probability of blending, 0 to 1
   * @param minScale the least factor for the other image, 0.1 to 10
   * @param maxScale the largest, {@code minScale} to 10
   * @param flipProbability of flipping the other image horizontally, 0 to 1
   */
  public Mixup(double probability, double minScale, double maxScale, double flipProbability) {
    super(probability);
    this.minScale = Checks.within("minScale", minScale, 1 / LARGEST_SCALE, LARGEST_SCALE);
    this.maxScale = Checks.within("maxScale", maxScale, 1 / LARGEST_SCALE, LARGEST_SCALE);
    Checks.ordered("scale", minScale, maxScale);
    this.flipProbability = Checks.within("flipProbability", flipProbability, 0, 1);
  }

  /** The recipe for COCO: probability 0.5, factors 0.5 to 1.5, flip 0.5. */
  public static Mixup defaults() {
    return new Mixup(0.5, 0.5, 1.5, 0.5);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    Optional<LabelledImage> drawn = context.anotherWithObjects();
    if (drawn.isEmpty()) {
      return sample;
    }
    NativeSample other = NativeSample.of(drawn.get());
    if (context.chance(flipProbability)) {
      other = HorizontalFlip.flipped(other);
    }
    NativeSample beside = fitted(other, sample.width(), sample.height(), context);
    Mat blended = new Mat();
    addWeighted(sample.pixels(), 0.5, beside.pixels(), 0.5, 0, blended);
    List<LabelledObject> objects =
        Stream.concat(sample.objects().stream(), beside.objects().stream()).toList();
    return new NativeSample(sample.name(), blended, objects);
  }

  private NativeSample fitted(
      NativeSample other, int width, int height, AugmentationContext context) {
    double fit = Math.min(height / (double) other.height(), width / (double) other.width());
    int fittedWidth = Math.max(1, (int) (other.width() * fit));
    int fittedHeight = Math.max(1, (int) (other.height() * fit));
    Mat padded = NativeSample.gray(width, height, GRAY);
    Mat interior = padded.apply(new Rect(0, 0, fittedWidth, fittedHeight));
    resize(other.pixels(), interior, interior.size(), 0, 0, INTER_LINEAR);

    double jitter = context.uniform(minScale, maxScale);
    int jitteredWidth = Math.max(1, (int) (width * jitter));
    int jitteredHeight = Math.max(1, (int) (height * jitter));
    Mat jittered = new Mat();
    resize(padded, jittered, new Size(jitteredWidth, jitteredHeight), 0, 0, INTER_LINEAR);

    int left = offset(jitteredWidth - width, context);
    int top = offset(jitteredHeight - height, context);
    int shownWidth = Math.min(width, jitteredWidth);
    int shownHeight = Math.min(height, jitteredHeight);
    Mat shown = NativeSample.gray(width, height, 0);
    jittered
        .apply(new Rect(left, top, shownWidth, shownHeight))
        .copyTo(shown.apply(new Rect(0, 0, shownWidth, shownHeight)));
    float scaleX = (float) (fittedWidth / (double) other.width() * jitteredWidth / width);
    float scaleY = (float) (fittedHeight / (double) other.height() * jitteredHeight / height);
    return other.moved(
        shown,
        box ->
            new BoundingBox(
                box.x1() * scaleX - left,
                box.y1() * scaleY - top,
                box.x2() * scaleX - left,
                box.y2() * scaleY - top));
  }

  private static int offset(int surplus, AugmentationContext context) {
    return surplus > 0 ? context.random().nextInt(surplus) : 0;
  }

  @Override
  public String toString() {
    return "Mixup[probability=%s, minScale=%s, maxScale=%s, flipProbability=%s]"
        .formatted(probability(), minScale, maxScale, flipProbability);
  }
}
