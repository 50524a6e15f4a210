package io.github.yolonas.quantize;

import io.github.yolonas.CalibrationMethod;
import org.bytedeco.pytorch.Tensor;

/** Watches one activation over the calibration images. Not for several threads at once. */
interface ActivationObserver {

  /** Takes in one image's values, fp32 and finite, whose range is already known. */
  void observe(Tensor values, Range range);

  /** What 8-bit integers shall cover. */
  Range range();

  /** An observer of the given kind. */
  static ActivationObserver of(CalibrationMethod method, double percentile) {
    return switch (method) {
      case MIN_MAX -> new MinMaxObserver();
      case AVERAGE -> new AverageObserver();
      case PERCENTILE -> new HistogramObserver(h -> h.percentile(percentile));
      case ENTROPY -> new HistogramObserver(EntropyThreshold::of);
    };
  }
}
