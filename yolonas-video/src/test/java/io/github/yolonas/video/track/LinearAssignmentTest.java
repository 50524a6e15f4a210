package io.github.yolonas.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearAssignmentTest {
  private static final int NONE = LinearAssignment.NONE;

  @Test
  void theBestSumBeatsTheBestPair() {
    // Greedily (0, 0) would be taken first, and 0.9 + 0.1 is less than 0.8 + 0.7.
    assertThat(LinearAssignment.maximize(new double[][] {{0.9, 0.8}, {0.7, 0.1}}))
        .containsExactly(1, 0);
  }

  @Test
  void pairsWithoutGainAreNone() {
    assertThat(LinearAssignment.maximize(new double[][] {{0, -1}, {-0.5, 0.2}}))
        .containsExactly(NONE, 1);
    assertThat(LinearAssignment.maximize(new double[][] {{0.3}, {0.4}, {0.2}}))
        .containsExactly(NONE, 0, NONE);
    assertThat(LinearAssignment.maximize(new double[][] {{0.3, 0.4, 0.2}})).containsExactly(1);
  }

  @Test
  void nothingToPair() {
    assertThat(LinearAssignment.maximize(new double[0][0])).isEmpty();
    assertThat(LinearAssignment.maximize(new double[2][0])).containsExactly(NONE, NONE);
  }

  @Test
  void itIsAsGoodAsTryingAllWays() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      double[][] gain = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
      for (double[] row : gain) {
        for (int j = 0; j < row.length; j++) {
          row[j] = random.nextInt(21) / 10.0 - 0.7; // many ties, some losses
        }
      }
      int[] columnOf = LinearAssignment.maximize(gain);
      double sum = 0;
      boolean[] taken = new boolean[gain[0].length];
      for (int row = 0; row < columnOf.length; row++) {
        if (columnOf[row] != NONE) {
          assertThat(taken[columnOf[row]]).isFalse();
          taken[columnOf[row]] = true;
          assertThat(gain[row][columnOf[row]]).isPositive();
          sum += gain[row][columnOf[row]];
        }
      }
      assertThat(sum).isCloseTo(best(gain, 0, new boolean[gain[0].length]), within(1e-9));
    }
  }

  private static double best(double[][] gain, int row, boolean[] taken) {
    if (row == gain.length) {
      return 0;
    }
    double best = best(gain, row + 1, taken);
    for (int column = 0; column < taken.length; column++) {
      if (!taken[column]) {
        taken[column] = true;
        best = Math.max(best, Math.max(0, gain[row][column]) + best(gain, row + 1, taken));
        taken[column] = false;
      }
    }
    return best;
  }
}
