package io.github.yolonas.train.synthetic;

/**
 * Loses what JPEG compression loses: blocks of 8×8 in luma and, at half the resolution, chroma, are
 * transformed, rounded and transformed back. ITU-T T.81, with the tables of its annex K scaled by
 * quality in the customary way; chroma is spread by repetition, as simple decoders do. Codecs
 * differ between machines by a level or two; this does not.
 */
final class JpegArtefacts {
  private static final int SIDE = 8;
  private static final int BLOCK = SIDE * SIDE;
  private static final int[] LUMA = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };
  private static final int[] CHROMA = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  private final float[] lumaSteps;
  private final float[] chromaSteps;
  private final float[] block = new float[BLOCK];

  /** From 1 for the worst to 100. */
  JpegArtefacts(int quality) {
    lumaSteps = steps(LUMA, quality);
    chromaSteps = steps(CHROMA, quality);
  }

  private static float[] steps(int[] table, int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    float[] steps = new float[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      steps[i] = Math.max(1, Math.min(255, (table[i] * scale + 50) / 100));
    }
    return steps;
  }

  /** Changes an image in place: three bytes a pixel, row by row. */
  void apply(byte[] rgb, int width, int height) {
    YcbcrPlanes planes = new YcbcrPlanes(rgb, width, height);
    quantize(planes.luma(), lumaSteps);
    quantize(planes.blue(), chromaSteps);
    quantize(planes.red(), chromaSteps);
    planes.toRgb(rgb);
  }

  private void quantize(YcbcrPlanes.Plane plane, float[] steps) {
    float[] values = plane.values();
    for (int y = 0; y < plane.height(); y += SIDE) {
      for (int x = 0; x < plane.width(); x += SIDE) {
        int start = y * plane.width() + x;
        for (int row = 0; row < SIDE; row++) {
          System.arraycopy(values, start + row * plane.width(), block, row * SIDE, SIDE);
        }
        quantizeBlock(steps);
        for (int row = 0; row < SIDE; row++) {
          System.arraycopy(block, row * SIDE, values, start + row * plane.width(), SIDE);
        }
      }
    }
  }

  private void quantizeBlock(float[] steps) {
    CosineTransform.forward(block);
    for (int i = 0; i < BLOCK; i++) {
      block[i] = Math.round(block[i] / steps[i]) * steps[i];
    }
    CosineTransform.inverse(block);
  }
}
