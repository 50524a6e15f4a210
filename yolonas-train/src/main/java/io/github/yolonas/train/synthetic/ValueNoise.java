package io.github.yolonas.train.synthetic;

import java.util.Arrays;

/**
 * Clouds: random values on lattices, each half as wide and half as strong as the one before, with
 * smooth passages between their points; see Ebert and others, "Texturing and Modeling" (2003),
 * chapter 2.
 */
final class ValueNoise {
  private static final int OCTAVES = 4;

  private final int width;
  private final int height;
  private final float[] values;

  ValueNoise(int width, int height, SceneRandom random) {
    this.width = width;
    this.height = height;
    values = new float[width * height];
    double cell = random.between(50, 160);
    float strength = 0.5f;
    for (int octave = 0; octave < OCTAVES; octave++) {
      add(random, cell, strength);
      cell /= 2;
      strength /= 2;
    }
    stretch();
  }

  /** From 0 to 1. */
  double at(int x, int y) {
    return values[y * width + x];
  }

  private void add(SceneRandom random, double cell, float strength) {
    int columns = (int) (width / cell) + 2;
    int[] column = new int[width];
    float[] share = new float[width];
    for (int x = 0; x < width; x++) {
      column[x] = (int) (x / cell);
      share[x] = smooth(x / cell - column[x]);
    }
    float[] upper = row(random, columns, strength);
    float[] lower = row(random, columns, strength);
    float[] between = new float[columns];
    int last = 0;
    for (int y = 0; y < height; y++) {
      int row = (int) (y / cell);
      if (row > last) {
        upper = lower;
        lower = row(random, columns, strength);
        last = row;
      }
      float down = smooth(y / cell - row);
      for (int i = 0; i < columns; i++) {
        between[i] = upper[i] + (lower[i] - upper[i]) * down;
      }
      for (int x = 0; x < width; x++) {
        float left = between[column[x]];
        values[y * width + x] += left + (between[column[x] + 1] - left) * share[x];
      }
    }
  }

  private static float[] row(SceneRandom random, int columns, float strength) {
    float[] row = new float[columns];
    for (int i = 0; i < columns; i++) {
      row[i] = (float) random.unit() * strength;
    }
    return row;
  }

  private static float smooth(double share) {
    return (float) (share * share * (3 - 2 * share));
  }

  /** So that both ends of a palette are used. */
  private void stretch() {
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least == most) {
      Arrays.fill(values, 0.5f);
      return;
    }
    float scale = 1 / (most - least);
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - least) * scale;
    }
  }
}
