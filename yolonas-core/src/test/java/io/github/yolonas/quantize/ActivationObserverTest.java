package io.github.yolonas.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.CalibrationMethod;
import io.github.yolonas.testing.NativeLeakExtension;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class ActivationObserverTest {
  private static Range range(CalibrationMethod method, double percentile, float[]... images) {
    ActivationObserver observer = ActivationObserver.of(method, percentile);
    try (PointerScope scope = new PointerScope()) {
      for (float[] values : images) {
        Tensor tensor = torch.tensor(values);
        observer.observe(
            tensor, new Range(tensor.min().item().toDouble(), tensor.max().item().toDouble()));
      }
    }
    return observer.range();
  }

  /** 10,000 values spread evenly over 0 to 1, one outlier. */
  private static float[] ramp(float outlier) {
    float[] values = new float[10_001];
    for (int i = 0; i < 10_000; i++) {
      values[i] = (i + 1) / 10_000f;
    }
    values[10_000] = outlier;
    return values;
  }

  @Test
  void minMaxCoversAllAndAverageTheMeanImage() {
    float[] first = {-1, 4};
    float[] second = {-3, 2};
    assertThat(range(CalibrationMethod.MIN_MAX, 100, first, second)).isEqualTo(new Range(-3, 4));
    assertThat(range(CalibrationMethod.AVERAGE, 100, first, second)).isEqualTo(new Range(-2, 3));
  }

  @Test
  void percentileAndEntropyCutAnOutlierOff() {
    assertThat(range(CalibrationMethod.PERCENTILE, 99.9, ramp(100)).greatest())
        .isCloseTo(1, within(0.1));
    assertThat(range(CalibrationMethod.PERCENTILE, 100, ramp(100)).greatest()).isEqualTo(100);
    assertThat(range(CalibrationMethod.ENTROPY, 99.9, ramp(100)).greatest()).isLessThan(20);
  }

  @Test
  void laterImagesWidenTheHistogramWithoutLoss() {
    Range together = range(CalibrationMethod.PERCENTILE, 50.1, ramp(1), ramp(16));
    assertThat(together.greatest()).isCloseTo(0.501, within(0.02));
  }

  @Test
  void nothingButZerosIsARangeOfZero() {
    for (CalibrationMethod method : CalibrationMethod.values()) {
      assertThat(range(method, 99, new float[] {0, 0})).isEqualTo(Range.ZERO);
    }
  }

  @Test
  void bothSidesAreCutAtOneMagnitude() {
    float[] values = ramp(1);
    values[0] = -50;
    Range range = range(CalibrationMethod.PERCENTILE, 99.9, values);
    assertThat(range.least()).isCloseTo(-1, within(0.1));
  }
}
