package io.github.yolonas.train.synthetic;

/** The two-dimensional DCT of blocks of 8×8, in place; ITU-T T.81, A.3.3. */
final class CosineTransform {
  private static final int SIDE = 8;

  /** Row by row, the basis; its transpose is its inverse. */
  private static final float[] BASIS = basis();

  private static final float[] TRANSPOSED = transposed(BASIS);

  private CosineTransform() {}

  private static float[] basis() {
    float[] basis = new float[SIDE * SIDE];
    for (int i = 0; i < basis.length; i++) {
      int frequency = i / SIDE;
      double cos = StrictMath.cos((2 * (i % SIDE) + 1) * frequency * Math.PI / (2 * SIDE));
      basis[i] = (float) (cos * (frequency == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE)));
    }
    return basis;
  }

  private static float[] transposed(float[] matrix) {
    float[] result = new float[matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      result[i % SIDE * SIDE + i / SIDE] = matrix[i];
    }
    return result;
  }

  static void forward(float[] block) {
    multiplyRows(block, TRANSPOSED);
    multiplyColumns(block, BASIS);
  }

  static void inverse(float[] block) {
    multiplyColumns(block, TRANSPOSED);
    multiplyRows(block, BASIS);
  }

  /** Each row of the block, as a vector, times the matrix. */
  private static void multiplyRows(float[] block, float[] matrix) {
    float[] row = new float[SIDE];
    for (int start = 0; start < block.length; start += SIDE) {
      for (int i = 0; i < SIDE; i++) {
        row[i] = 0;
      }
      for (int k = 0; k < SIDE; k++) {
        float value = block[start + k];
        for (int i = 0; i < SIDE; i++) {
          row[i] += value * matrix[k * SIDE + i];
        }
      }
      System.arraycopy(row, 0, block, start, SIDE);
    }
  }

  /** The matrix times the block. */
  private static void multiplyColumns(float[] block, float[] matrix) {
    float[] result = new float[block.length];
    for (int j = 0; j < SIDE; j++) {
      for (int k = 0; k < SIDE; k++) {
        float value = matrix[j * SIDE + k];
        for (int i = 0; i < SIDE; i++) {
          result[j * SIDE + i] += value * block[k * SIDE + i];
        }
      }
    }
    System.arraycopy(result, 0, block, 0, block.length);
  }
}
