package io.github.yolonas.preprocess;

import java.io.Serializable;
import java.util.List;

/**
 * One step of a checkpoint's stored pre-processing, named as in the original ({@code
 * super_gradients.training.processing}). Immutable.
 *
 * <p>A pipeline starts with an 8-bit RGB image, height × width × channel. Pixel steps (resize, pad,
 * channel reversal) come before numeric ones (standardize, normalize), as in every checkpoint of
 * the original.
 */
public sealed interface ProcessingStep extends Serializable {

  /**
   * The original's class name, as checkpoints store it.
   *
   * @return the name
   */
  String originalName();

  /** Swaps RGB and BGR. The original: {@code ReverseImageChannels}. */
  record ReverseImageChannels() implements ProcessingStep {
    @Override
    public String originalName() {
      return "ReverseImageChannels";
    }
  }

  /**
   * Scales so that the image just fits into {@code height × width}, keeping its aspect, up or down.
   * The original: {@code DetectionLongestMaxSizeRescale}.
   */
  record DetectionLongestMaxSizeRescale(int height, int width) implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param height 1 to 16,384
     * @param width 1 to 16,384
     */
    public DetectionLongestMaxSizeRescale {
      Checks.size(height, width);
    }

    @Override
    public String originalName() {
      return "DetectionLongestMaxSizeRescale";
    }
  }

  /** Scales to exactly {@code height × width}. The original: {@code DetectionRescale}. */
  record DetectionRescale(int height, int width) implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param height 1 to 16,384
     * @param width 1 to 16,384
     */
    public DetectionRescale {
      Checks.size(height, width);
    }

    @Override
    public String originalName() {
      return "DetectionRescale";
    }
  }

  /** Pads on all sides to {@code height × width}. The original: {@code DetectionCenterPadding}. */
  record DetectionCenterPadding(int height, int width, int padValue) implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param height 1 to 16,384
     * @param width 1 to 16,384
     * @param padValue gray level, 0 to 255
     */
    public DetectionCenterPadding {
      Checks.size(height, width);
      Checks.pixel(padValue);
    }

    @Override
    public String originalName() {
      return "DetectionCenterPadding";
    }
  }

  /** Pads below and right to {@code height × width}: {@code DetectionBottomRightPadding}. */
  record DetectionBottomRightPadding(int height, int width, int padValue)
      implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param height 1 to 16,384
     * @param width 1 to 16,384
     * @param padValue gray level, 0 to 255
     */
    public DetectionBottomRightPadding {
      Checks.size(height, width);
      Checks.pixel(padValue);
    }

    @Override
    public String originalName() {
      return "DetectionBottomRightPadding";
    }
  }

  /**
   * Pads below and right to the next multiple of {@code multiple}: {@code DetectionAutoPadding},
   * which the original puts in the place of resizing when asked to skip it.
   */
  record DetectionAutoPadding(int multiple, int padValue) implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param multiple 1 to 16,384
     * @param padValue gray level, 0 to 255
     */
    public DetectionAutoPadding {
      Checks.size(multiple, multiple);
      Checks.pixel(padValue);
    }

    @Override
    public String originalName() {
      return "DetectionAutoPadding";
    }
  }

  /** Divides by {@code maxValue}, usually 255. The original: {@code StandardizeImage}. */
  record StandardizeImage(double maxValue) implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param maxValue finite and not 0
     */
    public StandardizeImage {
      Checks.divisor("maxValue", maxValue);
    }

    @Override
    public String originalName() {
      return "StandardizeImage";
    }
  }

  /** {@code (x - mean) / std}, a value per channel. The original: {@code NormalizeImage}. */
  record NormalizeImage(List<Double> mean, List<Double> std) implements ProcessingStep {
    /**
     * Checks the ranges.
     *
     * @param mean three values, for the channels in their order
     * @param std three finite values, none of them 0
     */
    public NormalizeImage {
      mean = List.copyOf(mean);
      std = List.copyOf(std);
      Checks.channels("mean", mean);
      Checks.channels("std", std);
      std.forEach(value -> Checks.divisor("std", value));
    }

    @Override
    public String originalName() {
      return "NormalizeImage";
    }
  }

  /** Height, width, channel to channel, height, width: {@code ImagePermute((2, 0, 1))}. */
  record ImagePermute() implements ProcessingStep {
    @Override
    public String originalName() {
      return "ImagePermute";
    }
  }
}
