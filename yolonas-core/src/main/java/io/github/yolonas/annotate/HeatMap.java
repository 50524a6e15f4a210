package io.github.yolonas.annotate;

import io.github.yolonas.draw.Region;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** Heat on a grid that is coarser than a large picture, for heat is smooth. Not thread-safe. */
final class HeatMap {
  /** Most cells along the longer side. */
  private static final int CELLS = 320;

  /** Standard deviations from a box's centre to its edge. */
  private static final double REACH = 2.5;

  private final int imageWidth;
  private final int imageHeight;
  private final double cell;
  private final int columns;
  private final int rows;
  private final float[] heat;

  HeatMap(int imageWidth, int imageHeight) {
    this.imageWidth = imageWidth;
    this.imageHeight = imageHeight;
    cell = Math.max(1, Math.max(imageWidth, imageHeight) / (double) CELLS);
    columns = (int) Math.ceil(imageWidth / cell);
    rows = (int) Math.ceil(imageHeight / cell);
    heat = new float[columns * rows];
  }

  boolean isOf(int width, int height) {
    return imageWidth == width && imageHeight == height;
  }

  /** Keeps a fraction of the heat. */
  void cool(double fraction) {
    for (int i = 0; i < heat.length; i++) {
      heat[i] *= (float) fraction;
    }
  }

  /** Warms the place of a box: a Gaussian as wide and as high as it, cut at its edges. */
  void add(Detection detection) {
    BoundingBox box = detection.box();
    BoundingBox cells =
        new BoundingBox(
            (float) (box.x1() / cell),
            (float) (box.y1() / cell),
            (float) (box.x2() / cell),
            (float) (box.y2() / cell));
    if (Float.isFinite(box.area()) && detection.confidence() > 0) {
      Region.of(cells, 0, columns, rows).ifPresent(r -> add(r, cells, detection.confidence()));
    }
  }

  private void add(Rectangle region, BoundingBox box, float amount) {
    for (int y = region.y; y < region.y + region.height; y++) {
      double dy = (y + 0.5 - box.centerY()) / (box.height() / 2) * REACH;
      for (int x = region.x; x < region.x + region.width; x++) {
        double dx = (x + 0.5 - box.centerX()) / (box.width() / 2) * REACH;
        heat[y * columns + x] += (float) (amount * Math.exp(-(dx * dx + dy * dy) / 2));
      }
    }
  }

  /** One pixel a cell, with alpha; what is cold is clear. */
  BufferedImage picture(double opacity) {
    float hottest = 0;
    for (float value : heat) {
      hottest = Math.max(hottest, value);
    }
    BufferedImage picture = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; hottest > 0 && i < heat.length; i++) {
      picture.setRGB(i % columns, i / columns, HeatColors.argb(heat[i] / hottest, opacity));
    }
    return picture;
  }
}
