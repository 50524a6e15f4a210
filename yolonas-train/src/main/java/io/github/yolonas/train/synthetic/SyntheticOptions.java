package io.github.yolonas.train.synthetic;

import java.util.List;
import java.util.Set;

/**
 * Which images are made. Immutable; made by {@link #builder}.
 *
 * @param size how many images, 1 or more; default 1000
 * @param seed which images: another seed, other images; default 0
 * @param width of an image, in pixels, from 64 to 4096; default 240–480
 * @param height of an image, in pixels, from 64 to 4096; default 240–480
 * @param objects how many are put on an image, from 0 to 100; fewer where they find no place;
 *     default 0–8
 * @param smallestObject the least longer side, before it is turned, as a share of the image's
 *     shorter side, above 0; default 1/32, 10 pixels of 320. Never below 8 pixels; hexagons and
 *     houses, which need detail to be told from circles and squares, not below 0.055
 * @param largestObject the greatest longer side, as {@code smallestObject}, up to 1; default 0.6.
 *     Where there are many, they are smaller
 * @param maxHidden how much of an object other ones and the image's edge may hide, as a share of
 *     what is drawn of it (estimated at 400 points around it), from 0 to 0.9; default 0.4
 * @param degradedShare how many of the images are blurred, noisy, dim, low in contrast or badly
 *     compressed, from 0 to 1; default 0.5
 * @param classNames what to draw, of {@link #CLASS_NAMES}, each once, in the order of labels;
 *     default all of them
 */
public record SyntheticOptions(
    int size,
    long seed,
    IntRange width,
    IntRange height,
    IntRange objects,
    double smallestObject,
    double largestObject,
    double maxHidden,
    double degradedShare,
    List<String> classNames) {

  /** All that can be drawn: circle, square, triangle, star, cross, heart and so on. */
  public static final List<String> CLASS_NAMES = Symbol.NAMES;

  private static final int LEAST_SIDE = 64;
  private static final int MOST_SIDE = 4096;
  private static final int MOST_OBJECTS = 100;
  private static final double MOST_HIDDEN = 0.9;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is not as described above
   */
  public SyntheticOptions {
    if (size < 1) {
      throw new IllegalArgumentException("size: expected 1 or more, found " + size);
    }
    requireWithin("width", width, LEAST_SIDE, MOST_SIDE);
    requireWithin("height", height, LEAST_SIDE, MOST_SIDE);
    requireWithin("objects", objects, 0, MOST_OBJECTS);
    if (!(smallestObject > 0 && smallestObject <= 1)) {
      throw new IllegalArgumentException(
          "smallestObject: expected above 0, to 1, found " + smallestObject);
    }
    if (!(largestObject >= smallestObject && largestObject <= 1)) {
      throw new IllegalArgumentException(
          "largestObject: expected from smallestObject, %s, to 1, found %s"
              .formatted(smallestObject, largestObject));
    }
    requireShare("maxHidden", maxHidden, MOST_HIDDEN);
    requireShare("degradedShare", degradedShare, 1);
    classNames = List.copyOf(classNames);
    requireNames(classNames);
  }

  private static void requireWithin(String name, IntRange range, int least, int most) {
    if (!range.isWithin(least, most)) {
      throw new IllegalArgumentException(
          "%s: expected within %d–%d, found %s".formatted(name, least, most, range));
    }
  }

  private static void requireShare(String name, double share, double most) {
    if (!(share >= 0 && share <= most)) {
      throw new IllegalArgumentException(
          "%s: expected from 0 to %s, found %s".formatted(name, most, share));
    }
  }

  private static void requireNames(List<String> names) {
    if (names.isEmpty() || Set.copyOf(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "classNames: expected one or more, each once, found " + names);
    }
    for (String name : names) {
      if (!CLASS_NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "classNames: expected some of %s, found '%s'".formatted(CLASS_NAMES, name));
      }
    }
  }

  /** Everything by default. */
  public static SyntheticOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private int size = 1000;
    private long seed;
    private IntRange width = new IntRange(240, 480);
    private IntRange height = new IntRange(240, 480);
    private IntRange objects = new IntRange(0, 8);
    private double smallestObject = 1.0 / 32;
    private double largestObject = 0.6;
    private double maxHidden = 0.4;
    private double degradedShare = 0.5;
    private List<String> classNames = CLASS_NAMES;

    private Builder() {}

    /** How many images; default 1000. */
    public Builder size(int value) {
      size = value;
      return this;
    }

    /** Which images; default 0. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Widths in pixels; default 240–480. */
    public Builder width(IntRange value) {
      width = value;
      return this;
    }

    /** Heights in pixels; default 240–480. */
    public Builder height(IntRange value) {
      height = value;
      return this;
    }

    /** How many objects are put on an image; default 0–8. */
    public Builder objects(IntRange value) {
      objects = value;
      return this;
    }

    /** The least side, as a share of the image's shorter one; default 1/32. */
    public Builder smallestObject(double value) {
      smallestObject = value;
      return this;
    }

    /** The greatest side, as a share of the image's shorter one; default 0.6. */
    public Builder largestObject(double value) {
      largestObject = value;
      return this;
    }

    /** How much of an object may be hidden; default 0.4. */
    public Builder maxHidden(double value) {
      maxHidden = value;
      return this;
    }

    /** How many of the images are blurred, noisy and so on; default 0.5. */
    public Builder degradedShare(double value) {
      degradedShare = value;
      return this;
    }

    /** What to draw, in the order of labels; default everything. */
    public Builder classNames(List<String> value) {
      classNames = List.copyOf(value);
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public SyntheticOptions build() {
      return new SyntheticOptions(
          size,
          seed,
          width,
          height,
          objects,
          smallestObject,
          largestObject,
          maxHidden,
          degradedShare,
          classNames);
    }
  }
}
