package io.github.yolonas;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * How to quantize. Immutable; made by {@link #builder}.
 *
 * @param method how the range of an activation is chosen; default {@link CalibrationMethod#ENTROPY}
 * @param percentile with {@link CalibrationMethod#PERCENTILE}, how many percent of an activation's
 *     values other than 0 its range keeps, above 50 to 100; default 99.99
 * @param keep names of layers that stay in fp32, each also standing for all below it, such as
 *     {@code heads.head1}; default none beside the stem and the prediction layers, which always do
 * @param leastSnr a layer whose own signal-to-noise ratio is below this many dB stays in fp32;
 *     default 10
 * @param progress told after each image how many are done; default nobody
 */
public record QuantizationOptions(
    CalibrationMethod method,
    double percentile,
    Set<String> keep,
    double leastSnr,
    ProgressListener progress) {

  /** Checks the ranges. */
  public QuantizationOptions {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(progress, "progress");
    if (!(percentile > 50 && percentile <= 100)) {
      throw new IllegalArgumentException(
          "percentile: expected above 50 to 100, found " + percentile);
    }
    if (Double.isNaN(leastSnr)) {
      throw new IllegalArgumentException("leastSnr: expected a number of dB, found NaN");
    }
    keep = Set.copyOf(keep);
  }

  /** Everything by default. */
  public static QuantizationOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private CalibrationMethod method = CalibrationMethod.ENTROPY;
    private double percentile = 99.99;
    private final Set<String> keep = new LinkedHashSet<>();
    private double leastSnr = 10;
    private ProgressListener progress = ProgressListener.none();

    private Builder() {}

    /** How the range of an activation is chosen; default {@link CalibrationMethod#ENTROPY}. */
    public Builder method(CalibrationMethod value) {
      method = value;
      return this;
    }

    /** Percent of an activation's values that its range keeps, above 50 to 100; default 99.99. */
    public Builder percentile(double value) {
      percentile = value;
      return this;
    }

    /** A layer, and all below it, that stays in fp32; may be called often. */
    public Builder keep(String layer) {
      keep.add(layer);
      return this;
    }

    /** The least signal-to-noise ratio of a quantized layer, in dB; default 10. */
    public Builder leastSnr(double value) {
      leastSnr = value;
      return this;
    }

    /** Told after each image how many are done, in the thread that quantizes. */
    public Builder progress(ProgressListener value) {
      progress = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public QuantizationOptions build() {
      return new QuantizationOptions(method, percentile, keep, leastSnr, progress);
    }
  }
}
