package io.github.yolonas.train.augment;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.train.data.LabelledObject;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Keeps a part of an image. Width and height of the part are drawn each for itself, then its place.
 * An object is dropped if less of its area than {@code minVisible} stays. Immutable.
 */
public final class RandomCrop extends NativeAugmentation {
  private final double minSide;
  private final double minVisible;

  /**
   * A crop.
   *
   * @param probability of cropping, 0 to 1
   * @param minSide the least part of width and of height that stays, above 0, up to 1
   * @param minVisible the least part of an object's area that keeps it, 0 to 1
   */
  public RandomCrop(double probability, double minSide, double minVisible) {
    super(probability);
    if (!(minSide > 0 && minSide <= 1)) {
      throw new IllegalArgumentException("minSide: expected above 0 up to 1, found " + minSide);
    }
    this.minSide = minSide;
    this.minVisible = Checks.within("minVisible", minVisible, 0, 1);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    int width = side(sample.width(), context);
    int height = side(sample.height(), context);
    int left = context.random().nextInt(sample.width() - width + 1);
    int top = context.random().nextInt(sample.height() - height + 1);
    BoundingBox part = BoundingBox.fromXywh(left, top, width, height);
    List<LabelledObject> visible =
        sample.objects().stream()
            .filter(object -> object.box().fractionInside(part) >= minVisible)
            .map(object -> object.at(shifted(object.box(), left, top)))
            .toList();
    return new NativeSample(
        sample.name(), sample.part(new Rect(left, top, width, height)), visible);
  }

  private int side(int whole, AugmentationContext context) {
    return Math.max(1, (int) Math.round(whole * context.uniform(minSide, 1)));
  }

  private static BoundingBox shifted(BoundingBox box, int left, int top) {
    return new BoundingBox(box.x1() - left, box.y1() - top, box.x2() - left, box.y2() - top);
  }

  @Override
  public String toString() {
    return "RandomCrop[probability=%s, minSide=%s, minVisible=%s]"
        .formatted(probability(), minSide, minVisible);
  }
}
