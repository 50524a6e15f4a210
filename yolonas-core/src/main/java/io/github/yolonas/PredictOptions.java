package io.github.yolonas;

import io.github.yolonas.preprocess.ExifOrientation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one prediction does differently from the model's own settings. Immutable; made by {@link
 * #builder}. What is empty is the model's.
 *
 * <p>Names, ranges and meaning are those of the original's {@code predict}.
 *
 * @param conf least score of a detection, 0 to 1
 * @param iou overlap above which non-maximum suppression drops the weaker box, 0 to 1
 * @param nmsTopK candidates of the highest scores that go into non-maximum suppression, 1 or more
 * @param maxPredictions most detections of one image, 1 or more
 * @param multiLabelPerBox whether one box may carry several classes
 * @param classAgnosticNms whether boxes of different classes suppress each other
 * @param classes names of the only classes wanted; empty for the model's, which are all unless it
 *     was loaded with others
 * @param exif whether an image is turned as its EXIF tag says; empty for the model's policy
 * @param skipImageResizing whether the image goes in at its own size, padded to a multiple of 32
 * @param keepImage whether the result holds the image's pixels (3 bytes each, on the Java heap),
 *     which drawing needs; default true
 * @param batchSize most images of one pass, 1 or more; default 8. Larger inputs than 640×640 go in
 *     smaller batches, so that a batch never takes more memory than that many of 640×640.
 */
public record PredictOptions(
    OptionalDouble conf,
    OptionalDouble iou,
    OptionalInt nmsTopK,
    OptionalInt maxPredictions,
    Optional<Boolean> multiLabelPerBox,
    Optional<Boolean> classAgnosticNms,
    Set<String> classes,
    Optional<ExifOrientation> exif,
    Optional<Boolean> skipImageResizing,
    Optional<Boolean> keepImage,
    OptionalInt batchSize) {

  /** Images of one pass unless somebody says otherwise. */
  public static final int DEFAULT_BATCH_SIZE = 8;

  /** Checks the ranges. */
  public PredictOptions {
    conf.ifPresent(value -> fraction("conf", value));
    iou.ifPresent(value -> fraction("iou", value));
    nmsTopK.ifPresent(value -> positive("nmsTopK", value));
    maxPredictions.ifPresent(value -> positive("maxPredictions", value));
    batchSize.ifPresent(value -> positive("batchSize", value));
    classes = Set.copyOf(classes);
  }

  /** The model's own settings. */
  public static PredictOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** The model's own settings but for the least score, the one most often wanted otherwise. */
  public static PredictOptions conf(double conf) {
    return builder().conf(conf).build();
  }

  /** A builder that starts from these. */
  public Builder toBuilder() {
    Builder b = new Builder();
    b.conf = conf;
    b.iou = iou;
    b.nmsTopK = nmsTopK;
    b.maxPredictions = maxPredictions;
    b.multiLabelPerBox = multiLabelPerBox;
    b.classAgnosticNms = classAgnosticNms;
    b.classes = classes;
    b.exif = exif;
    b.skipImageResizing = skipImageResizing;
    b.keepImage = keepImage;
    b.batchSize = batchSize;
    return b;
  }

  /**
   * These, and where they say nothing, {@code model}: how a call's options and those of the loaded
   * model come together.
   */
  public PredictOptions orElse(PredictOptions model) {
    return new PredictOptions(
        conf.isPresent() ? conf : model.conf,
        iou.isPresent() ? iou : model.iou,
        nmsTopK.isPresent() ? nmsTopK : model.nmsTopK,
        maxPredictions.isPresent() ? maxPredictions : model.maxPredictions,
        multiLabelPerBox.or(() -> model.multiLabelPerBox),
        classAgnosticNms.or(() -> model.classAgnosticNms),
        classes.isEmpty() ? model.classes : classes,
        exif.or(() -> model.exif),
        skipImageResizing.or(() -> model.skipImageResizing),
        keepImage.or(() -> model.keepImage),
        batchSize.isPresent() ? batchSize : model.batchSize);
  }

  private static void fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected 0 to 1, found " + value);
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
    }
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private OptionalDouble conf = OptionalDouble.empty();
    private OptionalDouble iou = OptionalDouble.empty();
    private OptionalInt nmsTopK = OptionalInt.empty();
    private OptionalInt maxPredictions = OptionalInt.empty();
    private Optional<Boolean> multiLabelPerBox = Optional.empty();
    private Optional<Boolean> classAgnosticNms = Optional.empty();
    private Set<String> classes = Set.of();
    private Optional<ExifOrientation> exif = Optional.empty();
    private Optional<Boolean> skipImageResizing = Optional.empty();
    private Optional<Boolean> keepImage = Optional.empty();
    private OptionalInt batchSize = OptionalInt.empty();

    private Builder() {}

    /** Least score of a detection, 0 to 1. */
    public Builder conf(double value) {
      conf = OptionalDouble.of(value);
      return this;
    }

    /** Overlap above which the weaker box is dropped, 0 to 1. */
    public Builder iou(double value) {
      iou = OptionalDouble.of(value);
      return this;
    }

    /** Candidates that go into non-maximum suppression, 1 or more. */
    public Builder nmsTopK(int value) {
      nmsTopK = OptionalInt.of(value);
      return this;
    }

    /** Most detections of one image, 1 or more. */
    public Builder maxPredictions(int value) {
      maxPredictions = OptionalInt.of(value);
      return this;
    }

    /** Whether one box may carry several classes. */
    public Builder multiLabelPerBox(boolean value) {
      multiLabelPerBox = Optional.of(value);
      return this;
    }

    /** Whether boxes of different classes suppress each other. */
    public Builder classAgnosticNms(boolean value) {
      classAgnosticNms = Optional.of(value);
      return this;
    }

    /** Names of the only classes wanted. */
    public Builder classes(String... names) {
      classes = new LinkedHashSet<>(List.of(names));
      return this;
    }

    /** Whether an image is turned as its EXIF tag says. */
    public Builder exif(ExifOrientation value) {
      exif = Optional.of(value);
      return this;
    }

    /** Whether the image goes in at its own size; default false. */
    public Builder skipImageResizing(boolean value) {
      skipImageResizing = Optional.of(value);
      return this;
    }

    /** Whether the result holds the image's pixels; default true. */
    public Builder keepImage(boolean value) {
      keepImage = Optional.of(value);
      return this;
    }

    /** Most images of one pass, 1 or more; default 8. */
    public Builder batchSize(int value) {
      batchSize = OptionalInt.of(value);
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public PredictOptions build() {
      return new PredictOptions(
          conf,
          iou,
          nmsTopK,
          maxPredictions,
          multiLabelPerBox,
          classAgnosticNms,
          classes,
          exif,
          skipImageResizing,
          keepImage,
          batchSize);
    }
  }
}
