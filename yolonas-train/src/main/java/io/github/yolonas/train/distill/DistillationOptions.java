package io.github.yolonas.train.distill;

/**
 * What a student learns of its teacher, and how much of each. Immutable; made by {@link #builder}.
 *
 * <p>The default weights are those that helped a very small student most among a few that were
 * tried on images made by code; they are a place to start from, not a law.
 *
 * @param classWeight of the classes' scores; 0 or more; default 0.5
 * @param classTemperature how much scores are softened; above 0; default 1
 * @param backgroundWeight how much scores count that the student gives and the teacher does not; 0
 *     or more; default 0.75
 * @param backgroundFocus the power of the student's score by which they do; 0 or more; default 2
 * @param boxWeight of the distributions of box sides; 0 or more; default 0.25
 * @param boxTemperature how much they are softened; above 0; default 1
 * @param leastScore anchors where no score of the teacher reaches this teach no boxes; 0 to 1;
 *     default 0.05
 * @param featureWeight of the feature maps; 0 or more; 0 saves their projections; default 5
 * @param featureTemperature how much places are softened; above 0; default 1
 * @param bf16 whether the teacher's convolutions compute in bf16, faster where the processor or
 *     card has units for it; default false
 * @param seed of the projections' first values; default 0
 */
public record DistillationOptions(
    double classWeight,
    double classTemperature,
    double backgroundWeight,
    double backgroundFocus,
    double boxWeight,
    double boxTemperature,
    double leastScore,
    double featureWeight,
    double featureTemperature,
    boolean bf16,
    long seed) {

  /** Checks the ranges, and that there is something to learn. */
  public DistillationOptions {
    requireWeight("classWeight", classWeight);
    requireTemperature("classTemperature", classTemperature);
    requireWeight("backgroundWeight", backgroundWeight);
    requireWeight("backgroundFocus", backgroundFocus);
    requireWeight("boxWeight", boxWeight);
    requireTemperature("boxTemperature", boxTemperature);
    if (!(leastScore >= 0 && leastScore <= 1)) {
      throw new IllegalArgumentException("leastScore: expected 0 to 1, found " + leastScore);
    }
    requireWeight("featureWeight", featureWeight);
    requireTemperature("featureTemperature", featureTemperature);
    if (classWeight == 0 && boxWeight == 0 && featureWeight == 0) {
      throw new IllegalArgumentException(
          "classWeight, boxWeight, featureWeight: expected at least one above 0, found 0 for all");
    }
  }

  private static void requireWeight(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s: expected a finite number from 0, found %s".formatted(name, value));
    }
  }

  private static void requireTemperature(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s: expected a finite number above 0, found %s".formatted(name, value));
    }
  }

  /** Everything by default. */
  public static DistillationOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private double classWeight = 0.5;
    private double classTemperature = 1;
    private double backgroundWeight = 0.75;
    private double backgroundFocus = 2;
    private double boxWeight = 0.25;
    private double boxTemperature = 1;
    private double leastScore = 0.05;
    private double featureWeight = 5;
    private double featureTemperature = 1;
    private boolean bf16;
    private long seed;

    private Builder() {}

    /** Weight of the classes' scores; default 0.5. */
    public Builder classWeight(double value) {
      classWeight = value;
      return this;
    }

    /** How much scores are softened; default 1. */
    public Builder classTemperature(double value) {
      classTemperature = value;
      return this;
    }

    /** How much scores count that only the student gives; default 0.75. */
    public Builder backgroundWeight(double value) {
      backgroundWeight = value;
      return this;
    }

    /** The power of the student's score by which they do; default 2. */
    public Builder backgroundFocus(double value) {
      backgroundFocus = value;
      return this;
    }

    /** Weight of the distributions of box sides; default 0.25. */
    public Builder boxWeight(double value) {
      boxWeight = value;
      return this;
    }

    /** How much these distributions are softened; default 1. */
    public Builder boxTemperature(double value) {
      boxTemperature = value;
      return this;
    }

    /** The teacher's least score where it teaches boxes; default 0.05. */
    public Builder leastScore(double value) {
      leastScore = value;
      return this;
    }

    /** Weight of the feature maps; default 5. */
    public Builder featureWeight(double value) {
      featureWeight = value;
      return this;
    }

    /** How much places of feature maps are softened; default 1. */
    public Builder featureTemperature(double value) {
      featureTemperature = value;
      return this;
    }

    /** Whether the teacher's convolutions compute in bf16; default false. */
    public Builder bf16(boolean value) {
      bf16 = value;
      return this;
    }

    /** Seed of the projections' first values; default 0. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range, or all three weights are 0
     */
    public DistillationOptions build() {
      return new DistillationOptions(
          classWeight,
          classTemperature,
          backgroundWeight,
          backgroundFocus,
          boxWeight,
          boxTemperature,
          leastScore,
          featureWeight,
          featureTemperature,
          bf16,
          seed);
    }
  }
}
