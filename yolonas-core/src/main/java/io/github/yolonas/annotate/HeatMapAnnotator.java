package io.github.yolonas.annotate;

import io.github.yolonas.draw.Canvas;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.awt.image.BufferedImage;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shows where things are found, from cool to hot: in one picture, or over many of the same size, as
 * the frames of a video are. Each box warms the place that it covers, most at its centre, by its
 * confidence. The hottest place of all is drawn hottest, however many detections made it so.
 *
 * <p>The one annotator that remembers. It may be shared by threads, which then warm the same map; a
 * picture of another size starts a new one.
 */
public final class HeatMapAnnotator implements Annotator {
  private static final double DEFAULT_OPACITY = 0.7;

  private final double opacity;
  private final double memory;
  private final ReentrantLock lock = new ReentrantLock();
  private HeatMap heat = new HeatMap(1, 1);

  private HeatMapAnnotator(double opacity, double memory) {
    this.opacity = fraction("opacity", opacity);
    this.memory = fraction("memory", memory);
  }

  /** A map of each picture by itself. */
  public static HeatMapAnnotator ofEachPicture() {
    return new HeatMapAnnotator(DEFAULT_OPACITY, 0);
  }

  /** A map of all pictures so far. */
  public static HeatMapAnnotator ofAllPictures() {
    return new HeatMapAnnotator(DEFAULT_OPACITY, 1);
  }

  /**
   * A map of the last pictures: with each new one, the heat so far is multiplied by a fraction.
   *
   * @param memory that fraction; with 0.98, half of the heat is gone after 34 pictures
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public static HeatMapAnnotator fading(double memory) {
    return new HeatMapAnnotator(DEFAULT_OPACITY, memory);
  }

  /**
   * A new map, still cold, of another opacity.
   *
   * @param value of the hottest place, 0 to 1; default 0.7
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public HeatMapAnnotator withOpacity(double value) {
    return new HeatMapAnnotator(value, memory);
  }

  @Override
  public void annotate(BufferedImage canvas, DetectionPrediction prediction) {
    int width = canvas.getWidth();
    int height = canvas.getHeight();
    BufferedImage picture = warm(width, height, prediction);
    Canvas.draw(canvas, graphics -> graphics.drawImage(picture, 0, 0, width, height, null));
  }

  private BufferedImage warm(int width, int height, DetectionPrediction prediction) {
    lock.lock();
    try {
      if (!heat.isOf(width, height)) {
        heat = new HeatMap(width, height);
      }
      heat.cool(memory);
      prediction.forEach(heat::add);
      return heat.picture(opacity);
    } finally {
      lock.unlock();
    }
  }

  private static double fraction(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected 0 to 1, found " + value);
    }
    return value;
  }
}
