package io.github.yolonas.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConstantVelocityTest {
  private static final double EXACT = 1e-12;

  /** By hand: P = diag(4, 1); F·P·Fᵀ = [5 1; 1 1]; plus Q = diag(9, 4) is [14 1; 1 5]. */
  @Test
  void predictionSpreadsUncertainty() {
    ConstantVelocity filter = new ConstantVelocity(10, 2, 1);
    filter.predict(3, 2);
    assertThat(filter.position()).isEqualTo(10);
    assertThat(filter.velocity()).isZero();
    assertThat(filter.positionVariance()).isCloseTo(14, within(EXACT));
    assertThat(filter.covariance()).isCloseTo(1, within(EXACT));
    assertThat(filter.velocityVariance()).isCloseTo(5, within(EXACT));
  }

  /**
   * By hand, from there: R = 2², S = 18, K = (14/18, 1/18); measured 28, so 18 more than expected:
   * position 10 + 14, velocity 0 + 1. P − K·S·Kᵀ = [14 − 196/18, 1 − 14/18; …, 5 − 1/18].
   */
  @Test
  void measurementsMoveBothByTheirGain() {
    ConstantVelocity filter = new ConstantVelocity(10, 2, 1);
    filter.predict(3, 2);
    filter.update(28, 2);
    assertThat(filter.position()).isCloseTo(24, within(EXACT));
    assertThat(filter.velocity()).isCloseTo(1, within(EXACT));
    assertThat(filter.positionVariance()).isCloseTo(14 - 196 / 18.0, within(EXACT));
    assertThat(filter.covariance()).isCloseTo(1 - 14 / 18.0, within(EXACT));
    assertThat(filter.velocityVariance()).isCloseTo(5 - 1 / 18.0, within(EXACT));
    filter.predict(0, 0);
    assertThat(filter.position()).isCloseTo(25, within(EXACT));
  }

  @Test
  void aSteadyMotionIsLearnt() {
    ConstantVelocity filter = new ConstantVelocity(0, 2, 1);
    for (int i = 1; i <= 50; i++) {
      filter.predict(1, 0.1);
      filter.update(3 * i, 1);
    }
    assertThat(filter.velocity()).isCloseTo(3, within(0.01));
    assertThat(filter.position()).isCloseTo(150, within(0.1));
  }

  @Test
  void whatStopsKeepsItsPlace() {
    ConstantVelocity filter = new ConstantVelocity(10, 2, 1);
    filter.predict(3, 2);
    filter.update(28, 2);
    filter.stop();
    filter.predict(0, 0);
    assertThat(filter.position()).isCloseTo(24, within(EXACT));
  }
}
