package io.github.yolonas.train.data;

import io.github.yolonas.ProgressListener;
import java.util.Objects;

/**
 * How data sets are examined. Immutable; made by {@link #builder}.
 *
 * @param pixels whether images are decoded: without that neither damage, sizes, duplicates nor
 *     leaks are found; default true
 * @param hashDistance in how many of 64 bits the perceptual hashes of near duplicates may differ, 0
 *     to 8; default 3
 * @param boxTolerance by how many pixels a box may reach out of its image without being reported, 0
 *     or more; default 0.5, for annotations are rounded
 * @param imbalance how many times the objects of the rarest class the commonest may have, 1 or
 *     more; default 100
 * @param threads that examine images, 1 or more; default one for each processor
 * @param progress told after each image, in the thread that called; default nobody
 */
public record DatasetDoctorOptions(
    boolean pixels,
    int hashDistance,
    double boxTolerance,
    double imbalance,
    int threads,
    ProgressListener progress) {
  private static final int MOST_BITS = 8;

  /** Checks the ranges. */
  public DatasetDoctorOptions {
    Objects.requireNonNull(progress, "progress");
    if (hashDistance < 0 || hashDistance > MOST_BITS) {
      throw new IllegalArgumentException(
          "hashDistance: expected 0 to %d, found %d".formatted(MOST_BITS, hashDistance));
    }
    if (!(boxTolerance >= 0 && boxTolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("boxTolerance: expected 0 or more, found " + boxTolerance);
    }
    if (!(imbalance >= 1)) {
      throw new IllegalArgumentException("imbalance: expected 1 or more, found " + imbalance);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, found " + threads);
    }
  }

  /** Everything by default. */
  public static DatasetDoctorOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private boolean pixels = true;
    private int hashDistance = 3;
    private double boxTolerance = 0.5;
    private double imbalance = 100;
    private int threads = Runtime.getRuntime().availableProcessors();
    private ProgressListener progress = ProgressListener.none();

    private Builder() {}

    /** Whether images are decoded; default true. */
    public Builder pixels(boolean value) {
      pixels = value;
      return this;
    }

    /** Bits by which the hashes of near duplicates may differ, 0 to 8; default 3. */
    public Builder hashDistance(int value) {
      hashDistance = value;
      return this;
    }

    /** Pixels by which a box may reach out of its image, 0 or more; default 0.5. */
    public Builder boxTolerance(double value) {
      boxTolerance = value;
      return this;
    }

    /** The most objects of a class over the fewest, 1 or more; default 100. */
    public Builder imbalance(double value) {
      imbalance = value;
      return this;
    }

    /** Threads, 1 or more; default one for each processor. */
    public Builder threads(int value) {
      threads = value;
      return this;
    }

    /** Told after each image, in the thread that called; default nobody. */
    public Builder progress(ProgressListener value) {
      progress = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public DatasetDoctorOptions build() {
      return new DatasetDoctorOptions(
          pixels, hashDistance, boxTolerance, imbalance, threads, progress);
    }
  }
}
