package io.github.yolonas.postprocess;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which decoded boxes become detections. Immutable; a changed copy comes from {@link #toBuilder()}.
 *
 * <p>The original: the parameters of {@code PPYoloEPostPredictionCallback}, with the defaults of a
 * YOLO-NAS model whose checkpoint stores none of its own.
 *
 * @param conf least confidence, from 0 to 1; default 0.5. It is rounded to float32. With several
 *     labels per box a score must be greater, with one it may be equal, as in the original
 * @param iou overlap from 0 to 1 above which the less confident of two boxes goes; default 0.7
 * @param nmsTopK how many candidates, the best, enter non-maximum suppression; at least 1, default
 *     1024
 * @param maxPredictions how many detections an image may have; at least 1, default 300
 * @param multiLabelPerBox whether a box may give a detection for each class whose score is high
 *     enough (default), or for its best class alone
 * @param classAgnosticNms whether boxes of different classes suppress each other; default false
 * @param classes the classes to look for, by index; empty, the default, is all. A box whose best
 *     class is another does not fall back to its second best
 */
public record PostprocessOptions(
    double conf,
    double iou,
    int nmsTopK,
    int maxPredictions,
    boolean multiLabelPerBox,
    boolean classAgnosticNms,
    Set<Integer> classes) {

  /**
   * Checks every range.
   *
   * @throws IllegalArgumentException if a value is out of its range; the message names it
   */
  public PostprocessOptions {
    Ranges.fraction("conf", conf);
    Ranges.fraction("iou", iou);
    Ranges.atLeast("nmsTopK", 1, nmsTopK);
    Ranges.atLeast("maxPredictions", 1, maxPredictions);
    classes = Collections.unmodifiableSet(new TreeSet<>(classes));
    classes.forEach(index -> Ranges.atLeast("classes", 0, index));
  }

  /** The defaults. */
  public static PostprocessOptions defaults() {
    return builder().build();
  }

  /** A builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that holds these values. */
  public Builder toBuilder() {
    return builder()
        .conf(conf)
        .iou(iou)
        .nmsTopK(nmsTopK)
        .maxPredictions(maxPredictions)
        .multiLabelPerBox(multiLabelPerBox)
        .classAgnosticNms(classAgnosticNms)
        .classes(classes);
  }

  /** Sets options by name. Not thread-safe. {@link #build()} checks the values. */
  public static final class Builder {
    private double conf = 0.5;
    private double iou = 0.7;
    private int nmsTopK = 1024;
    private int maxPredictions = 300;
    private boolean multiLabelPerBox = true;
    private boolean classAgnosticNms;
    private Set<Integer> classes = Set.of();

    private Builder() {}

    /** Sets {@link PostprocessOptions#conf()}. */
    public Builder conf(double value) {
      conf = value;
      return this;
    }

    /** Sets {@link PostprocessOptions#iou()}. */
    public Builder iou(double value) {
      iou = value;
      return this;
    }

    /** Sets {@link PostprocessOptions#nmsTopK()}. */
    public Builder nmsTopK(int value) {
      nmsTopK = value;
      return this;
    }

    /** Sets {@link PostprocessOptions#maxPredictions()}. */
    public Builder maxPredictions(int value) {
      maxPredictions = value;
      return this;
    }

    /** Sets {@link PostprocessOptions#multiLabelPerBox()}. */
    public Builder multiLabelPerBox(boolean value) {
      multiLabelPerBox = value;
      return this;
    }

    /** Sets {@link PostprocessOptions#classAgnosticNms()}. */
    public Builder classAgnosticNms(boolean value) {
      classAgnosticNms = value;
      return this;
    }

    /** Sets {@link PostprocessOptions#classes()}. */
    public Builder classes(Collection<Integer> indices) {
      classes = new TreeSet<>(indices);
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public PostprocessOptions build() {
      return new PostprocessOptions(
          conf, iou, nmsTopK, maxPredictions, multiLabelPerBox, classAgnosticNms, classes);
    }
  }
}
