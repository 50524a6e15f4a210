package io.github.yolonas;

import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to load a model. Immutable; made by {@link #builder}. What is empty comes from the
 * checkpoint, and where that is silent too, from the documented COCO defaults.
 *
 * @param device where it runs; default {@link Device#auto}
 * @param precision what it computes in; empty for the checkpoint's own: {@link Precision#INT8} if
 *     it is quantized (and runs on the CPU), else {@link Precision#FP32}, exact to the original
 * @param threads OpenMP threads of one pass on the CPU; more than there are cores is as many as
 *     there are; empty for all cores
 * @param preprocess the pre-processing, in place of the checkpoint's
 * @param classNames the names of the classes, in place of the checkpoint's
 * @param predict what each prediction uses unless its own options say otherwise
 * @param imageReading limits and EXIF policy for reading images; its policy for addresses goes for
 *     a checkpoint's, too
 * @param allowTorchScript whether a TorchScript file may run. It is a program: LibTorch executes
 *     what it says, so allow it for files you trust, and only those. Default false.
 * @param listener is told of each pass and of each failure
 */
public record YoloNasOptions(
    Device device,
    Optional<Precision> precision,
    OptionalInt threads,
    Optional<PreprocessOptions> preprocess,
    Optional<List<String>> classNames,
    PredictOptions predict,
    ImageReadOptions imageReading,
    boolean allowTorchScript,
    Optional<PredictionListener> listener) {

  /** Checks the ranges. */
  public YoloNasOptions {
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(precision, "precision");
    if (threads.isPresent() && threads.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "threads: expected at least 1, found " + threads.getAsInt());
    }
    classNames = classNames.map(List::copyOf);
  }

  /** Everything by default. */
  public static YoloNasOptions defaults() {
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
    private Optional<PreprocessOptions> preprocess = Optional.empty();
    private Optional<List<String>> classNames = Optional.empty();
    private PredictOptions predict = PredictOptions.defaults();
    private ImageReadOptions imageReading = ImageReadOptions.defaults();
    private boolean allowTorchScript;
    private Optional<PredictionListener> listener = Optional.empty();

    private Builder() {}

    /** Where the model runs; default {@link Device#auto}. */
    public Builder device(Device value) {
      device = value;
      return this;
    }

    /** What it computes in; default the checkpoint's own, fp32 unless it is quantized. */
    public Builder precision(Precision value) {
      precision = Optional.of(value);
      return this;
    }

    /** OpenMP threads of one pass, 1 or more; default all cores. */
    public Builder threads(int value) {
      threads = OptionalInt.of(value);
      return this;
    }

    /** The pre-processing, in place of the checkpoint's. */
    public Builder preprocess(PreprocessOptions value) {
      preprocess = Optional.of(value);
      return this;
    }

    /** The names of the classes, one for each output, in place of the checkpoint's. */
    public Builder classNames(List<String> value) {
      classNames = Optional.of(value);
      return this;
    }

    /** What each prediction uses unless its own options say otherwise. */
    public Builder predict(PredictOptions value) {
      predict = value;
      return this;
    }

    /** Limits and EXIF policy for reading images. */
    public Builder imageReading(ImageReadOptions value) {
      imageReading = value;
      return this;
    }

    /** Whether a TorchScript file, which is a program, may run; default false. */
    public Builder allowTorchScript(boolean value) {
      allowTorchScript = value;
      return this;
    }

    /** Is told of each pass and of each failure; default nobody. */
    public Builder listener(PredictionListener value) {
      listener = Optional.of(value);
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public YoloNasOptions build() {
      return new YoloNasOptions(
          device,
          precision,
          threads,
          preprocess,
          classNames,
          predict,
          imageReading,
          allowTorchScript,
          listener);
    }
  }
}
