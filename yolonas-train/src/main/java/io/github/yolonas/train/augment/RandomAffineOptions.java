package io.github.yolonas.train.augment;

import io.github.yolonas.preprocess.InputSize;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a {@link RandomAffine} goes, and which boxes survive it. Immutable; made by {@link
 * #builder}. The defaults are those of the original's recipe for COCO.
 *
 * @param probability of a change, 0 to 1; default 1
 * @param degrees the largest rotation either way, 0 to 180; default 0
 * @param translate how far the image's centre may lie from the result's, either way, as a part of
 *     the result's width and height, 0 to 1; default 0.25
 * @param minScale the least factor, 0.05 to 20; default 0.5
 * @param maxScale the largest, {@code minScale} to 20; default 1.5
 * @param shear the largest shear either way, of each axis, 0 to 45 degrees; default 0
 * @param size of the result; by default, empty, the image's own
 * @param borderValue the gray level beside the image, 0 to 255; default 114
 * @param minBoxSide boxes whose width or height is not above this many pixels are dropped, 0 or
 *     more; default 2
 * @param minAreaRatio boxes whose area in the result, over that before, is not above this are
 *     dropped, 0 to 1; default 0.1. Scale counts: at factor 0.5 an uncut box has 0.25.
 * @param maxAspectRatio boxes whose longer side is not below this many times the shorter are
 *     dropped, above 1; default 20
 */
public record RandomAffineOptions(
    double probability,
    double degrees,
    double translate,
    double minScale,
    double maxScale,
    double shear,
    Optional<InputSize> size,
    int borderValue,
    double minBoxSide,
    double minAreaRatio,
    double maxAspectRatio) {
  private static final double LARGEST_SCALE = 20;

  /** Checks the ranges. */
  public RandomAffineOptions {
    Checks.within("probability", probability, 0, 1);
    Checks.within("degrees", degrees, 0, 180);
    Checks.within("translate", translate, 0, 1);
    Checks.within("minScale", minScale, 1 / LARGEST_SCALE, LARGEST_SCALE);
    Checks.within("maxScale", maxScale, 1 / LARGEST_SCALE, LARGEST_SCALE);
    Checks.ordered("scale", minScale, maxScale);
    Checks.within("shear", shear, 0, 45);
    Objects.requireNonNull(size, "size");
    Checks.within("borderValue", borderValue, 0, 255);
    Checks.within("minBoxSide", minBoxSide, 0, Float.MAX_VALUE);
    Checks.within("minAreaRatio", minAreaRatio, 0, 1);
    if (!(maxAspectRatio > 1)) {
      throw new IllegalArgumentException(
          "maxAspectRatio: expected above 1, found " + maxAspectRatio);
    }
  }

  /** Everything by default. */
  public static RandomAffineOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    return builder()
        .probability(probability)
        .degrees(degrees)
        .translate(translate)
        .scale(minScale, maxScale)
        .shear(shear)
        .size(size)
        .borderValue(borderValue)
        .minBoxSide(minBoxSide)
        .minAreaRatio(minAreaRatio)
        .maxAspectRatio(maxAspectRatio);
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private double probability = 1;
    private double degrees;
    private double translate = 0.25;
    private double minScale = 0.5;
    private double maxScale = 1.5;
    private double shear;
    private Optional<InputSize> size = Optional.empty();
    private int borderValue = 114;
    private double minBoxSide = 2;
    private double minAreaRatio = 0.1;
    private double maxAspectRatio = 20;

    private Builder() {}

    /** Of a change, 0 to 1; default 1. */
    public Builder probability(double value) {
      probability = value;
      return this;
    }

    /** The largest rotation either way, 0 to 180; default 0. */
    public Builder degrees(double value) {
      degrees = value;
      return this;
    }

    /** How far the centre may move, as a part of the result's size, 0 to 1; default 0.25. */
    public Builder translate(double value) {
      translate = value;
      return this;
    }

    /** The range of factors, within 0.05 to 20; default 0.5 to 1.5. */
    public Builder scale(double min, double max) {
      minScale = min;
      maxScale = max;
      return this;
    }

    /** The largest shear either way, 0 to 45 degrees; default 0. */
    public Builder shear(double value) {
      shear = value;
      return this;
    }

    /** The size of the result; empty, the default: the image's own. */
    public Builder size(Optional<InputSize> value) {
      size = value;
      return this;
    }

    /** The gray level beside the image, 0 to 255; default 114. */
    public Builder borderValue(int value) {
      borderValue = value;
      return this;
    }

    /** The side in pixels above which boxes are kept, 0 or more; default 2. */
    public Builder minBoxSide(double value) {
      minBoxSide = value;
      return this;
    }

    /** The part of the area above which boxes are kept, 0 to 1; default 0.1. */
    public Builder minAreaRatio(double value) {
      minAreaRatio = value;
      return this;
    }

    /** The ratio of sides below which boxes are kept, above 1; default 20. */
    public Builder maxAspectRatio(double value) {
      maxAspectRatio = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public RandomAffineOptions build() {
      return new RandomAffineOptions(
          probability,
          degrees,
          translate,
          minScale,
          maxScale,
          shear,
          size,
          borderValue,
          minBoxSide,
          minAreaRatio,
          maxAspectRatio);
    }
  }
}
