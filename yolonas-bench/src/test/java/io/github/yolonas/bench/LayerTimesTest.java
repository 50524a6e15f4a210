package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LayerTimesTest {

  @Test
  void kindsAreSummedByPassAndTheRestIsBetween() {
    LayerTimes times = new LayerTimes(3);
    for (int pass = 0; pass < 3; pass++) {
      times.add(pass, "3×3 convolutions", 0.2, 1 + pass);
      times.add(pass, "joining", 0, 0.5);
      times.add(pass, "3×3 convolutions", 0.4, 2);
      times.whole(pass, 5 + pass);
    }
    assertThat(times.table(OptionalDouble.of(200)).lines())
        .containsExactly(
            "layers                   ms  of pass  GFLOP  GFLOP/s  of limit",
            "─".repeat(62),
            "3×3 convolutions  × 2  4.00     67 %   0.60      150      75 %",
            "joining           × 1  0.50      8 %",
            "between layers         1.50     25 %",
            "a pass                 6.00    100 %   0.60      100      50 %");
  }

  @Test
  void withoutALimitNothingIsComparedToIt() {
    LayerTimes times = new LayerTimes(1);
    times.add(0, "1×1 convolutions", 0.1, 1);
    times.whole(0, 1);
    assertThat(times.table(OptionalDouble.empty()).lines().get(2))
        .isEqualTo("1×1 convolutions  × 1  1.00    100 %   0.10      100");
  }
}
