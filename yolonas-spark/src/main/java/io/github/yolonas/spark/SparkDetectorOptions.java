package io.github.yolonas.spark;

import io.github.yolonas.Device;
import io.github.yolonas.Precision;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.preprocess.ImageReadOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How executors load the model and predict. Immutable; made by {@link #builder}. What is empty
 * comes from the checkpoint, as with {@link io.github.yolonas.YoloNasOptions}.
 *
 * @param device where the model runs; default {@link Device#auto}, which is the graphics card that
 *     Spark gave the task (resource {@code gpu}), if it gave one
 * @param precision what it computes in; empty for the checkpoint's own
 * @param threads OpenMP threads of one pass on the CPU; empty for as many as Spark reckons a task
 *     to need ({@code spark.task.cpus}), so that an executor's tasks together fill its cores
 * @param classNames the names of the classes, in place of the checkpoint's
 * @param predict thresholds and the rest. {@link PredictOptions#batchSize} images of a partition
 *     share a pass; pixels are never kept, whatever {@link PredictOptions#keepImage} says.
 * @param imageReading limits and EXIF policy for reading images
 * @param pathColumn the column with the image's path, a string; default {@code path}
 * @param contentColumn the column with the bytes of the image file; default {@code content}
 */
public record SparkDetectorOptions(
    Device device,
    Optional<Precision> precision,
    OptionalInt threads,
    Optional<List<String>> classNames,
    PredictOptions predict,
    ImageReadOptions imageReading,
    String pathColumn,
    String contentColumn) {

  /** Checks the ranges. */
  public SparkDetectorOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(predict, "predict");
    Objects.requireNonNull(imageReading, "imageReading");
    if (threads.isPresent() && threads.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "threads: expected 1 or more, found " + threads.getAsInt());
    }
    classNames = classNames.map(List::copyOf);
    named("pathColumn", pathColumn);
    named("contentColumn", contentColumn);
  }

  private static void named(String option, String column) {
    if (column.isBlank()) {
      throw new IllegalArgumentException(
          option + ": expected the name of a column, found '" + column + "'");
    }
  }

  /** Everything by default. */
  public static SparkDetectorOptions defaults() {
    return builder().build();
  }

  /** A builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private Device device = Device.auto();
    private Optional<Precision> precision = Optional.empty();
    private OptionalInt threads = OptionalInt.empty();
    private Optional<List<String>> classNames = Optional.empty();
    private PredictOptions predict = PredictOptions.defaults();
    private ImageReadOptions imageReading = ImageReadOptions.defaults();
    private String pathColumn = "path";
    private String contentColumn = "content";

    private Builder() {}

    /** Where the model runs; default the task's graphics card, if it has one, else the CPU. */
    public Builder device(Device value) {
      device = value;
      return this;
    }

    /** What the model computes in; default the checkpoint's own. */
    public Builder precision(Precision value) {
      precision = Optional.of(value);
      return this;
    }

    /** OpenMP threads of one pass, 1 or more; default {@code spark.task.cpus}. */
    public Builder threads(int value) {
      threads = OptionalInt.of(value);
      return this;
    }

    /** The names of the classes, one for each output, in place of the checkpoint's. */
    public Builder classNames(List<String> value) {
      classNames = Optional.of(value);
      return this;
    }

    /** Thresholds, classes wanted, images of a pass; default the model's. */
    public Builder predict(PredictOptions value) {
      predict = value;
      return this;
    }

    /** Limits and EXIF policy for reading images. */
    public Builder imageReading(ImageReadOptions value) {
      imageReading = value;
      return this;
    }

    /** The column with the image's path; default {@code path}. */
    public Builder pathColumn(String value) {
      pathColumn = value;
      return this;
    }

    /** The column with the bytes of the image file; default {@code content}. */
    public Builder contentColumn(String value) {
      contentColumn = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public SparkDetectorOptions build() {
      return new SparkDetectorOptions(
          device, precision, threads, classNames, predict, imageReading, pathColumn, contentColumn);
    }
  }
}
