package io.github.yolonas.train.synthetic;

/**
 * An image as JPEG stores it: luma, and the two chromas at half the resolution, centred at 0. The
 * planes are whole blocks of 8×8; what is beyond the image repeats its edge. ITU-T T.871.
 */
final class YcbcrPlanes {
  private static final int SIDE = 8;

  private final int width;
  private final int height;
  private final Plane luma;
  private final Plane blue;
  private final Plane red;

  /** Values row by row; the array itself. */
  static final class Plane {
    private final int width;
    private final int height;
    private final float[] values;

    Plane(int width, int height) {
      this.width = width;
      this.height = height;
      this.values = new float[width * height];
    }

    int width() {
      return width;
    }

    int height() {
      return height;
    }

    float[] values() {
      return values;
    }
  }

  YcbcrPlanes(byte[] rgb, int width, int height) {
    this.width = width;
    this.height = height;
    int halfWidth = roundUp((width + 1) / 2);
    int halfHeight = roundUp((height + 1) / 2);
    blue = new Plane(halfWidth, halfHeight);
    red = new Plane(halfWidth, halfHeight);
    luma = new Plane(2 * halfWidth, 2 * halfHeight);
    for (int y = 0; y < luma.height(); y++) {
      for (int x = 0; x < luma.width(); x++) {
        int i = 3 * (Math.min(y, height - 1) * width + Math.min(x, width - 1));
        int half = (y >> 1) * halfWidth + (x >> 1);
        float r = rgb[i] & 0xFF;
        float g = rgb[i + 1] & 0xFF;
        float b = rgb[i + 2] & 0xFF;
        luma.values()[y * luma.width() + x] = 0.299f * r + 0.587f * g + 0.114f * b - 128;
        blue.values()[half] += 0.25f * (-0.168736f * r - 0.331264f * g + 0.5f * b);
        red.values()[half] += 0.25f * (0.5f * r - 0.418688f * g - 0.081312f * b);
      }
    }
  }

  private static int roundUp(int side) {
    return (side + SIDE - 1) / SIDE * SIDE;
  }

  Plane luma() {
    return luma;
  }

  Plane blue() {
    return blue;
  }

  Plane red() {
    return red;
  }

  /** Back to three bytes a pixel. */
  void toRgb(byte[] rgb) {
    int i = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int half = (y >> 1) * blue.width() + (x >> 1);
        float bright = luma.values()[y * luma.width() + x] + 128.5f;
        float b = blue.values()[half];
        float r = red.values()[half];
        rgb[i++] = Degradation.clamp((int) (bright + 1.402f * r));
        rgb[i++] = Degradation.clamp((int) (bright - 0.344136f * b - 0.714136f * r));
        rgb[i++] = Degradation.clamp((int) (bright + 1.772f * b));
      }
    }
  }
}
