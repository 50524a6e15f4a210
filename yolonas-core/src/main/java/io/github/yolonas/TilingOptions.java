package io.github.yolonas;

import java.util.Objects;

/**
 * How a {@link TiledPredictor} cuts an image, and joins what it finds. Immutable; made by {@link
 * #builder}.
 *
 * @param tileSize side of a square tile in pixels of the image, 32 or more; default 640
 * @param overlap the least part of a tile's side that neighbours share, 0 to 0.9; default 0.2. What
 *     is no larger than that lies whole in one tile.
 * @param merge how boxes found in several tiles become one; default {@link Merge#SUPPRESS}
 * @param progress told after each tile how many of the image's are done; default nobody
 */
public record TilingOptions(int tileSize, double overlap, Merge merge, ProgressListener progress) {
  private static final int SMALLEST_TILE = 32;
  private static final double MOST_OVERLAP = 0.9;

  /** How boxes found in several tiles become one. */
  public enum Merge {
    /** The most confident stays, as in the model's own non-maximum suppression. */
    SUPPRESS,

    /** They are averaged: {@link io.github.yolonas.postprocess.WeightedBoxFusion}. */
    FUSE
  }

  /** Checks the ranges. */
  public TilingOptions {
    if (tileSize < SMALLEST_TILE) {
      throw new IllegalArgumentException(
          "tileSize: expected at least %d, found %d".formatted(SMALLEST_TILE, tileSize));
    }
    if (!(overlap >= 0 && overlap <= MOST_OVERLAP)) {
      throw new IllegalArgumentException(
          "overlap: expected 0 to " + MOST_OVERLAP + ", found " + overlap);
    }
    Objects.requireNonNull(merge, "merge");
    Objects.requireNonNull(progress, "progress");
  }

  /** Everything by default. */
  public static TilingOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private int tileSize = 640;
    private double overlap = 0.2;
    private Merge merge = Merge.SUPPRESS;
    private ProgressListener progress = ProgressListener.none();

    private Builder() {}

    /** Side of a square tile in pixels of the image, 32 or more; default 640. */
    public Builder tileSize(int value) {
      tileSize = value;
      return this;
    }

    /** The least part of a tile's side that neighbours share, 0 to 0.9; default 0.2. */
    public Builder overlap(double value) {
      overlap = value;
      return this;
    }

    /** How boxes found in several tiles become one; default {@link Merge#SUPPRESS}. */
    public Builder merge(Merge value) {
      merge = value;
      return this;
    }

    /** Told after each tile how many are done, in the thread that predicts. */
    public Builder progress(ProgressListener value) {
      progress = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public TilingOptions build() {
      return new TilingOptions(tileSize, overlap, merge, progress);
    }
  }
}
