package io.github.yolonas.annotate;

import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Covers what was found with large squares of its mean colours, so that nobody recognises it. Of a
 * face, 8 squares or fewer leave too little to recognise; 40 leave enough.
 *
 * @param cells how many squares lie along a box's longer side; at least 1, default 8
 */
public record PixelateAnnotator(int cells) implements Annotator {
  private static final int DEFAULT_CELLS = 8;

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if there is less than one cell
   */
  public PixelateAnnotator {
    if (cells < 1) {
      throw new IllegalArgumentException("cells: expected at least 1, found " + cells);
    }
  }

  /** Eight squares along the longer side. */
  public PixelateAnnotator() {
    this(DEFAULT_CELLS);
  }

  @Override
  public void annotate(BufferedImage canvas, DetectionPrediction prediction) {
    PixelBlock.change(canvas, prediction, this::pixelate);
  }

  private void pixelate(PixelBlock block) {
    int side = (block.longerSide() + cells - 1) / cells;
    for (int top = 0; top < block.height(); top += side) {
      for (int left = 0; left < block.width(); left += side) {
        int right = Math.min(left + side, block.width());
        int bottom = Math.min(top + side, block.height());
        fill(block, left, top, right, bottom, mean(block, left, top, right, bottom));
      }
    }
  }

  private static int mean(PixelBlock block, int left, int top, int right, int bottom) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int rgb = block.pixels()[y * block.width() + x];
        red += rgb >> 16 & 0xFF;
        green += rgb >> 8 & 0xFF;
        blue += rgb & 0xFF;
      }
    }
    long count = (long) (right - left) * (bottom - top);
    return mean(red, count) << 16 | mean(green, count) << 8 | mean(blue, count);
  }

  private static int mean(long sum, long count) {
    return (int) ((sum + count / 2) / count);
  }

  private static void fill(PixelBlock block, int left, int top, int right, int bottom, int rgb) {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(block.pixels(), y * block.width() + left, y * block.width() + right, rgb);
    }
  }
}
