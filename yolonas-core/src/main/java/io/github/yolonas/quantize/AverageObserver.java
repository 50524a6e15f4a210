package io.github.yolonas.quantize;

import org.bytedeco.pytorch.Tensor;

/** The mean image's least and greatest value. */
final class AverageObserver implements ActivationObserver {
  private double least;
  private double greatest;
  private int images;

  @Override
  public void observe(Tensor values, Range range) {
    least += range.least();
    greatest += range.greatest();
    images++;
  }

  @Override
  public Range range() {
    return images == 0 ? Range.ZERO : new Range(least / images, greatest / images);
  }
}
