package io.github.yolonas.train.loss;

import java.util.Objects;

/**
 * How the loss is made up. Immutable; made by {@link #builder}.
 *
 * @param assigner who finds what; default {@link TaskAlignedAssigner}
 * @param classification how classes are compared; default {@link VarifocalLoss}
 * @param batchedAssignment whether the images of a batch are assigned at once; default true. One by
 *     one takes longer and is not quite the same: see {@link GroundTruth} and {@link
 *     TaskAlignedAssigner}
 * @param doubleTargets whether boxes to be found are fp64 numbers; default false: fp32, as the
 *     original's data loaders give them to a network of any number format
 * @param classificationWeight default 1
 * @param iouWeight default 2.5
 * @param dflWeight default 0.5
 */
public record PPYoloELossOptions(
    Assigner assigner,
    ClassificationLoss classification,
    boolean batchedAssignment,
    boolean doubleTargets,
    double classificationWeight,
    double iouWeight,
    double dflWeight) {

  /** Checks that the weights are finite and not negative. */
  public PPYoloELossOptions {
    Objects.requireNonNull(assigner, "assigner");
    Objects.requireNonNull(classification, "classification");
    requireWeight("classificationWeight", classificationWeight);
    requireWeight("iouWeight", iouWeight);
    requireWeight("dflWeight", dflWeight);
  }

  private static void requireWeight(String name, double weight) {
    if (!(weight >= 0 && Double.isFinite(weight))) {
      throw new IllegalArgumentException(
          name + ": expected a finite number from 0, found " + weight);
    }
  }

  /** Everything by default: the published recipe. */
  public static PPYoloELossOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private Assigner assigner = TaskAlignedAssigner.defaults();
    private ClassificationLoss classification = VarifocalLoss.defaults();
    private boolean batchedAssignment = true;
    private boolean doubleTargets;
    private double classificationWeight = 1;
    private double iouWeight = 2.5;
    private double dflWeight = 0.5;

    private Builder() {}

    /** Who finds what; default {@link TaskAlignedAssigner}. */
    public Builder assigner(Assigner value) {
      assigner = value;
      return this;
    }

    /** How classes are compared; default {@link VarifocalLoss}. */
    public Builder classification(ClassificationLoss value) {
      classification = value;
      return this;
    }

    /** Whether the images of a batch are assigned at once; default true. */
    public Builder batchedAssignment(boolean value) {
      batchedAssignment = value;
      return this;
    }

    /** Whether boxes to be found are fp64 numbers; default false. */
    public Builder doubleTargets(boolean value) {
      doubleTargets = value;
      return this;
    }

    /** Weight of the classification loss; default 1. */
    public Builder classificationWeight(double value) {
      classificationWeight = value;
      return this;
    }

    /** Weight of the loss of boxes; default 2.5. */
    public Builder iouWeight(double value) {
      iouWeight = value;
      return this;
    }

    /** Weight of the loss of distributions; default 0.5. */
    public Builder dflWeight(double value) {
      dflWeight = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PPYoloELossOptions build() {
      return new PPYoloELossOptions(
          assigner,
          classification,
          batchedAssignment,
          doubleTargets,
          classificationWeight,
          iouWeight,
          dflWeight);
    }
  }
}
