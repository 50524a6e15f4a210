package io.github.yolonas.quantize;

import org.bytedeco.pytorch.Tensor;

/** Everything that was ever seen. */
final class MinMaxObserver implements ActivationObserver {
  private Range seen = Range.ZERO;

  @Override
  public void observe(Tensor values, Range range) {
    seen = seen.union(range);
  }

  @Override
  public Range range() {
    return seen;
  }
}
