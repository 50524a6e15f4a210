package io.github.yolonas.train.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmaDecayTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0.181818181818",
    "5, 0.4",
    "90, 0.91",
    "29989, 0.999699989999",
    "29990, 0.9997",
    "1000000, 0.9997"
  })
  void thresholdGrowsToItsLimit(long step, double decay) {
    assertThat(EmaDecay.defaults().at(step, 1_000_000)).isCloseTo(decay, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.0149", "50, 0.5276455", "100, 0.7768698", "1, 0.0149"})
  void exponentialGrowsWithTheShareOfSteps(long step, double decay) {
    assertThat(new EmaDecay.Exponential(0.9, 2).at(step, 100))
        .isCloseTo(0.9 * (1 - Math.exp(-2 * step / 100.0)), within(1e-12));
    assertThat(new EmaDecay.Exponential(1, 1.5).at(step, 100)).isCloseTo(decay, within(1e-4));
  }

  @Test
  void constantStays() {
    assertThat(new EmaDecay.Constant(0.99).at(1, 10)).isEqualTo(0.99);
    assertThat(new EmaDecay.Constant(0.99).at(10, 10)).isEqualTo(0.99);
  }

  @Test
  void decayIsAShare() {
    assertThatThrownBy(() -> new EmaDecay.Constant(1.5)).hasMessageContaining("decay");
    assertThatThrownBy(() -> new EmaDecay.Threshold(Double.NaN)).hasMessageContaining("decay");
    assertThatThrownBy(() -> new EmaDecay.Exponential(0.9, 0)).hasMessageContaining("beta");
  }
}
