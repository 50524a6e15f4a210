package io.github.yolonas.onnx;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the exported graph takes and gives. Immutable; made by {@link #builder}. What is empty comes
 * from the checkpoint, and where that is silent too, from the documented COCO defaults.
 *
 * @param inputSize height and width of the input, multiples of 32; empty for the checkpoint's own,
 *     else 640×640
 * @param batchSize how many images the input has; empty for any number, told at each run. Default 1
 * @param uint8Input whether the input is 8-bit RGB, which the graph normalizes itself; default
 *     false: fp32, normalized outside
 * @param nms whether the graph ends with non-maximum suppression; default false
 * @param qdq whether a quantized checkpoint's layers are written as quantized ones; default false
 * @param suppression with {@code nms}: confidence, overlap and counts, in place of the
 *     checkpoint's; the options for images and batches have no meaning here
 * @param preprocess the pre-processing, in place of the checkpoint's
 * @param classNames the names of the classes, in place of the checkpoint's
 */
public record OnnxExportOptions(
    Optional<InputSize> inputSize,
    OptionalInt batchSize,
    boolean uint8Input,
    boolean nms,
    boolean qdq,
    PredictOptions suppression,
    Optional<PreprocessOptions> preprocess,
    Optional<List<String>> classNames) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range; the message names it
   */
  public OnnxExportOptions {
    if (batchSize.isPresent() && batchSize.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "batchSize: expected at least 1, found " + batchSize.getAsInt());
    }
    classNames = classNames.map(List::copyOf);
  }

  /** Everything by default: fp32 in, raw boxes and scores out. */
  public static OnnxExportOptions defaults() {
    return builder().build();
  }

  /** A builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; not for use by several threads at once. */
  public static final class Builder {
    private Optional<InputSize> inputSize = Optional.empty();
    private OptionalInt batchSize = OptionalInt.of(1);
    private boolean uint8Input;
    private boolean nms;
    private boolean qdq;
    private PredictOptions suppression = PredictOptions.defaults();
    private Optional<PreprocessOptions> preprocess = Optional.empty();
    private Optional<List<String>> classNames = Optional.empty();

    private Builder() {}

    /**
     * Height and width of the input, in place of the checkpoint's.
     *
     * @throws IllegalArgumentException if one is no positive multiple of 32
     */
    public Builder inputSize(int height, int width) {
      inputSize = Optional.of(new InputSize(height, width));
      return this;
    }

    /** How many images the input has, at least 1; default 1. */
    public Builder batchSize(int value) {
      batchSize = OptionalInt.of(value);
      return this;
    }

    /** Any number of images, told at each run. */
    public Builder dynamicBatch() {
      batchSize = OptionalInt.empty();
      return this;
    }

    /** Whether the input is 8-bit RGB, which the graph normalizes itself; default false. */
    public Builder uint8Input(boolean value) {
      uint8Input = value;
      return this;
    }

    /** Whether the graph ends with non-maximum suppression; default false. */
    public Builder nms(boolean value) {
      nms = value;
      return this;
    }

    /** Non-maximum suppression with confidence, overlap and counts in place of the checkpoint's. */
    public Builder nms(PredictOptions value) {
      nms = true;
      suppression = value;
      return this;
    }

    /** Whether a quantized checkpoint's layers are written as quantized ones; default false. */
    public Builder qdq(boolean value) {
      qdq = value;
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

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of range; the message names it
     */
    public OnnxExportOptions build() {
      return new OnnxExportOptions(
          inputSize, batchSize, uint8Input, nms, qdq, suppression, preprocess, classNames);
    }
  }
}
