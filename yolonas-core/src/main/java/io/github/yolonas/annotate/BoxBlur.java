package io.github.yolonas.annotate;

/**
 * A blur whose time does not depend on its strength: means over a sliding window, three times over,
 * along rows, then along columns. The means of means of means lie within a few percent of a
 * Gaussian (the central limit theorem at work). Beyond an edge its pixels repeat.
 */
final class BoxBlur {
  private static final int PASSES = 3;

  /** Columns are taken this many at a time, so that a cache line is read once and not 16 times. */
  private static final int STRIP = 32;

  private final int radius;

  /** Fixed-point reciprocal of the window: a multiplication is much faster than a division. */
  private final long reciprocal;

  private BoxBlur(int radius) {
    this.radius = radius;
    reciprocal = (1L << 32) / (2L * radius + 1) + 1;
  }

  /** The blur that comes next to a Gaussian of a standard deviation in pixels. */
  static BoxBlur ofDeviation(double deviation) {
    // A window of w pixels has the variance (w² - 1) / 12, three of them three times that.
    double window = Math.sqrt(4 * deviation * deviation + 1);
    return new BoxBlur((int) Math.max(1, Math.round((window - 1) / 2)));
  }

  void blur(PixelBlock block) {
    int width = block.width();
    int height = block.height();
    int[] scratch = new int[Math.max(width, height)];
    int[] line = new int[width];
    for (int y = 0; y < height; y++) {
      System.arraycopy(block.pixels(), y * width, line, 0, width);
      blurLine(line, scratch);
      System.arraycopy(line, 0, block.pixels(), y * width, width);
    }
    int[][] strip = new int[Math.min(STRIP, width)][height];
    for (int left = 0; left < width; left += strip.length) {
      blurStrip(block, strip, left, Math.min(strip.length, width - left), scratch);
    }
  }

  private void blurStrip(PixelBlock block, int[][] strip, int left, int columns, int[] scratch) {
    int[] pixels = block.pixels();
    for (int y = 0; y < block.height(); y++) {
      int row = y * block.width() + left;
      for (int x = 0; x < columns; x++) {
        strip[x][y] = pixels[row + x];
      }
    }
    for (int x = 0; x < columns; x++) {
      blurLine(strip[x], scratch);
    }
    for (int y = 0; y < block.height(); y++) {
      int row = y * block.width() + left;
      for (int x = 0; x < columns; x++) {
        pixels[row + x] = strip[x][y];
      }
    }
  }

  private void blurLine(int[] line, int[] scratch) {
    for (int pass = 0; pass < PASSES; pass++) {
      System.arraycopy(line, 0, scratch, 0, line.length);
      slide(scratch, line);
    }
  }

  /** One mean for each pixel; the window moves on by one, gains one pixel and loses one. */
  private void slide(int[] from, int[] to) {
    int last = to.length - 1;
    int half = radius; // rounds to the nearest
    int red = half;
    int green = half;
    int blue = half;
    for (int i = -radius; i <= radius; i++) {
      int rgb = from[Math.min(Math.max(i, 0), last)];
      red += rgb >> 16 & 0xFF;
      green += rgb >> 8 & 0xFF;
      blue += rgb & 0xFF;
    }
    for (int i = 0; i <= last; i++) {
      to[i] = mean(red) << 16 | mean(green) << 8 | mean(blue);
      int gain = from[Math.min(i + radius + 1, last)];
      int loss = from[Math.max(i - radius, 0)];
      red += (gain >> 16 & 0xFF) - (loss >> 16 & 0xFF);
      green += (gain >> 8 & 0xFF) - (loss >> 8 & 0xFF);
      blue += (gain & 0xFF) - (loss & 0xFF);
    }
  }

  private int mean(int sum) {
    return (int) ((sum * reciprocal) >>> 32);
  }
}
