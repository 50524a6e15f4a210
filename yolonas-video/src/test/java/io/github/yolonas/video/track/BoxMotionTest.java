package io.github.yolonas.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.postprocess.BoundingBox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoxMotionTest {

  /**
   * By hand, for a box of height 20 that moves 4 to the right. At first P = diag((2·20/20)²,
   * (10·20/160)²) = diag(4, 1.5625). Predicted: pp = 4 + 1.5625 + 1 = 6.5625, pv = 1.5625. Measured
   * with R = 1: S = 7.5625; the centre moves by 4·6.5625/7.5625, its velocity is 4·1.5625/7.5625.
   */
  @Test
  void oneStepByHand() {
    BoxMotion motion = new BoxMotion(new BoundingBox(90, 40, 110, 60));
    motion.predict(false);
    motion.update(new BoundingBox(94, 40, 114, 60));
    double center = 100 + 4 * 6.5625 / 7.5625;
    assertThat(motion.box().centerX()).isCloseTo((float) center, within(1e-4f));
    motion.predict(false);
    assertThat(motion.box().centerX())
        .isCloseTo((float) (center + 4 * 1.5625 / 7.5625), within(1e-4f));
    assertThat(motion.box().centerY()).isEqualTo(50);
    assertThat(motion.box().width()).isCloseTo(20, within(1e-4f));
  }

  /**
   * The four small filters are the one of eight dimensions, which is computed here with matrices.
   */
  @Test
  void itIsTheFilterOfEightDimensions() {
    BoundingBox[] seen = {
      new BoundingBox(10, 20, 40, 80),
      new BoundingBox(15, 22, 44, 83),
      new BoundingBox(19, 25, 50, 88),
      new BoundingBox(26, 27, 55, 90)
    };
    BoxMotion motion = new BoxMotion(seen[0]);
    EightDimensions whole = new EightDimensions(seen[0]);
    for (int i = 1; i < seen.length; i++) {
      motion.predict(false);
      whole.predict();
      motion.update(seen[i]);
      whole.update(seen[i]);
      float[] expected = whole.box().toXyxy();
      float[] found = motion.box().toXyxy();
      for (int k = 0; k < 4; k++) {
        assertThat(found[k]).isCloseTo(expected[k], within(1e-4f));
      }
    }
  }

  @Test
  void aHiddenBoxMovesOnAndKeepsItsSize() {
    BoxMotion motion = new BoxMotion(new BoundingBox(0, 0, 20, 20));
    for (int i = 1; i < 20; i++) {
      motion.predict(false);
      motion.update(new BoundingBox(5 * i, 0, 5 * i + 20 + i, 20 + i));
    }
    float height = motion.box().height();
    float x = motion.box().centerX();
    motion.predict(true);
    motion.predict(true);
    assertThat(motion.box().height()).isEqualTo(height);
    assertThat(motion.box().centerX()).isCloseTo(x + 11, within(0.5f));
  }

  /** The textbook's formulas, with nothing left out. */
  private static final class EightDimensions {
    private final double[][] p = new double[8][8];
    private double[] x = new double[8];

    EightDimensions(BoundingBox box) {
      System.arraycopy(measured(box), 0, x, 0, 4);
      double h = x[3];
      double[] deviations = {h / 10, h / 10, 1e-2, h / 10, h / 16, h / 16, 1e-5, h / 16};
      for (int i = 0; i < 8; i++) {
        p[i][i] = deviations[i] * deviations[i];
      }
    }

    private static double[] measured(BoundingBox b) {
      return new double[] {b.centerX(), b.centerY(), b.width() / (double) b.height(), b.height()};
    }

    void predict() {
      double h = x[3];
      double[][] f = new double[8][8];
      for (int i = 0; i < 8; i++) {
        f[i][i] = 1;
        if (i < 4) {
          f[i][i + 4] = 1;
        }
      }
      x = times(f, x);
      set(p, times(times(f, p), transposed(f)));
      double[] q = {h / 20, h / 20, 1e-2, h / 20, h / 160, h / 160, 1e-5, h / 160};
      for (int i = 0; i < 8; i++) {
        p[i][i] += q[i] * q[i];
      }
    }

    void update(BoundingBox box) {
      double h = x[3];
      double[] r = {h / 20, h / 20, 1e-1, h / 20};
      double[] z = measured(box);
      double[][] s = new double[4][4];
      for (int i = 0; i < 4; i++) {
        s[i] = Arrays.copyOf(p[i], 4);
        s[i][i] += r[i] * r[i];
      }
      double[][] gain = times(columns(p), inverse(s));
      double[] surprise = new double[4];
      for (int i = 0; i < 4; i++) {
        surprise[i] = z[i] - x[i];
      }
      double[] move = times(gain, surprise);
      for (int i = 0; i < 8; i++) {
        x[i] += move[i];
      }
      double[][] less = times(times(gain, s), transposed(gain));
      for (int i = 0; i < 8; i++) {
        for (int j = 0; j < 8; j++) {
          p[i][j] -= less[i][j];
        }
      }
    }

    BoundingBox box() {
      return BoundingBox.fromCxcywh(
          (float) x[0], (float) x[1], (float) (x[2] * x[3]), (float) x[3]);
    }

    private static double[][] columns(double[][] m) {
      double[][] left = new double[8][];
      for (int i = 0; i < 8; i++) {
        left[i] = Arrays.copyOf(m[i], 4);
      }
      return left;
    }

    private static void set(double[][] to, double[][] from) {
      for (int i = 0; i < to.length; i++) {
        to[i] = from[i];
      }
    }

    private static double[][] transposed(double[][] m) {
      double[][] t = new double[m[0].length][m.length];
      for (int i = 0; i < m.length; i++) {
        for (int j = 0; j < m[0].length; j++) {
          t[j][i] = m[i][j];
        }
      }
      return t;
    }

    private static double[] times(double[][] m, double[] v) {
      double[] product = new double[m.length];
      for (int i = 0; i < m.length; i++) {
        for (int j = 0; j < v.length; j++) {
          product[i] += m[i][j] * v[j];
        }
      }
      return product;
    }

    private static double[][] times(double[][] a, double[][] b) {
      double[][] product = new double[a.length][b[0].length];
      for (int i = 0; i < a.length; i++) {
        for (int j = 0; j < b[0].length; j++) {
          for (int k = 0; k < b.length; k++) {
            product[i][j] += a[i][k] * b[k][j];
          }
        }
      }
      return product;
    }

    /** Gauss and Jordan's, for a matrix that is positive definite. */
    private static double[][] inverse(double[][] matrix) {
      int n = matrix.length;
      double[][] m = new double[n][2 * n];
      for (int i = 0; i < n; i++) {
        System.arraycopy(matrix[i], 0, m[i], 0, n);
        m[i][n + i] = 1;
      }
      for (int i = 0; i < n; i++) {
        double pivot = m[i][i];
        for (int j = 0; j < 2 * n; j++) {
          m[i][j] /= pivot;
        }
        for (int k = 0; k < n; k++) {
          double factor = m[k][i];
          for (int j = 0; j < 2 * n && k != i; j++) {
            m[k][j] -= factor * m[i][j];
          }
        }
      }
      double[][] right = new double[n][];
      for (int i = 0; i < n; i++) {
        right[i] = Arrays.copyOfRange(m[i], n, 2 * n);
      }
      return right;
    }
  }
}
