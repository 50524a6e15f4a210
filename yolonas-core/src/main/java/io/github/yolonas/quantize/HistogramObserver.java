package io.github.yolonas.quantize;

import java.util.function.ToDoubleFunction;
import org.bytedeco.pytorch.Tensor;

/** Keeps how often each magnitude occurred, and cuts the range where its rule says. */
final class HistogramObserver implements ActivationObserver {
  private final MagnitudeHistogram histogram = new MagnitudeHistogram();
  private final ToDoubleFunction<MagnitudeHistogram> limit;
  private Range seen = Range.ZERO;

  /** An observer that cuts at the magnitude which {@code limit} finds. */
  HistogramObserver(ToDoubleFunction<MagnitudeHistogram> limit) {
    this.limit = limit;
  }

  @Override
  public void observe(Tensor values, Range range) {
    seen = seen.union(range);
    histogram.add(values, range.magnitude());
  }

  @Override
  public Range range() {
    return histogram.isEmpty() ? seen : seen.within(limit.applyAsDouble(histogram));
  }
}
