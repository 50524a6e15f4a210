package io.github.yolonas.annotate;

import io.github.yolonas.draw.Canvas;
import io.github.yolonas.draw.Region;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.function.Consumer;

/**
 * The pixels that one box covers, {@code 0xRRGGBB}, row by row.
 *
 * @param pixels width × height of them
 * @param width of the block
 * @param height of the block
 */
@SuppressWarnings("ArrayRecordComponent") // a view on pixels that lives for one call
record PixelBlock(int[] pixels, int width, int height) {

  /** Hands the pixels of each box to a filter that changes them, the least confident first. */
  static void change(
      BufferedImage canvas, DetectionPrediction prediction, Consumer<PixelBlock> filter) {
    for (int i = prediction.size() - 1; i >= 0; i--) {
      Detection detection = prediction.get(i);
      Region.of(detection.box(), 0, canvas.getWidth(), canvas.getHeight())
          .ifPresent(region -> change(canvas, region, filter));
    }
  }

  private static void change(BufferedImage canvas, Rectangle region, Consumer<PixelBlock> filter) {
    BufferedImage copy = new BufferedImage(region.width, region.height, BufferedImage.TYPE_INT_RGB);
    Canvas.draw(copy, graphics -> graphics.drawImage(canvas, -region.x, -region.y, null));
    int[] pixels = ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
    filter.accept(new PixelBlock(pixels, region.width, region.height));
    Canvas.draw(canvas, graphics -> graphics.drawImage(copy, region.x, region.y, null));
  }

  int longerSide() {
    return Math.max(width, height);
  }
}
