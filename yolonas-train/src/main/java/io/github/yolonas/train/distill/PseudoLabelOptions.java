package io.github.yolonas.train.distill;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.ProgressListener;
import io.github.yolonas.train.loader.BadImagePolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which of a teacher's detections become labels. Immutable; made by {@link #builder}.
 *
 * @param conf the least score; 0 to 1; default 0.5. A wrong label teaches what is wrong, a missing
 *     one that an object is background
 * @param classConf the least score of classes that need another, by name; 0 to 1; default none
 * @param leastSide the least width and height of a box inside of the image, in its pixels; 0 or
 *     more; default 0, which still leaves out boxes without area
 * @param batchSize most images of one pass; 1 or more; default 8
 * @param badImages what to do about images that cannot be read; default {@link BadImagePolicy#SKIP}
 * @param progress told after each image, in the thread that labels; default nobody
 */
public record PseudoLabelOptions(
    double conf,
    Map<String, Double> classConf,
    double leastSide,
    int batchSize,
    BadImagePolicy badImages,
    ProgressListener progress) {

  /** Checks the ranges. */
  public PseudoLabelOptions {
    requireScore("conf", conf);
    classConf = Map.copyOf(classConf);
    classConf.forEach((name, value) -> requireScore("classConf: " + name, value));
    if (!(leastSide >= 0 && Double.isFinite(leastSide))) {
      throw new IllegalArgumentException(
          "leastSide: expected a finite number from 0, found " + leastSide);
    }
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize: expected 1 or more, found " + batchSize);
    }
    Objects.requireNonNull(badImages, "badImages");
    Objects.requireNonNull(progress, "progress");
  }

  private static void requireScore(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s: expected 0 to 1, found %s".formatted(name, value));
    }
  }

  /** Everything by default. */
  public static PseudoLabelOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The least score of a class. */
  double conf(String className) {
    return classConf.getOrDefault(className, conf);
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private double conf = 0.5;
    private Map<String, Double> classConf = Map.of();
    private double leastSide;
    private int batchSize = PredictOptions.DEFAULT_BATCH_SIZE;
    private BadImagePolicy badImages = BadImagePolicy.SKIP;
    private ProgressListener progress = ProgressListener.none();

    private Builder() {}

    /** The least score; default 0.5. */
    public Builder conf(double value) {
      conf = value;
      return this;
    }

    /** The least score of classes that need another, by name. */
    public Builder classConf(Map<String, Double> values) {
      classConf = new LinkedHashMap<>(values);
      return this;
    }

    /** The least width and height of a box in pixels; default 0. */
    public Builder leastSide(double value) {
      leastSide = value;
      return this;
    }

    /** Most images of one pass; default 8. */
    public Builder batchSize(int value) {
      batchSize = value;
      return this;
    }

    /** What to do about images that cannot be read; default to skip them. */
    public Builder badImages(BadImagePolicy value) {
      badImages = value;
      return this;
    }

    /** Told after each image; default nobody. */
    public Builder progress(ProgressListener value) {
      progress = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PseudoLabelOptions build() {
      return new PseudoLabelOptions(conf, classConf, leastSide, batchSize, badImages, progress);
    }
  }
}
