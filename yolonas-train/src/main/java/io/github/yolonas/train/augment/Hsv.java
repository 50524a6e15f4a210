package io.github.yolonas.train.augment;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.LUT;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_HSV2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2HSV;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Shifts hue, saturation and value, each by a number of its own and each in half of the cases only.
 * Boxes stay. Immutable. The original: {@code DetectionHSV}.
 *
 * <p>Units are OpenCV's: hue runs from 0 to 179 (two degrees each) and comes round, saturation and
 * value run from 0 to 255 and stop there.
 */
public final class Hsv extends NativeAugmentation {
  private static final int HUES = 180;
  private static final int LEVELS = 256;

  private final int hue;
  private final int saturation;
  private final int value;

  /**
   * A jitter.
   *
   * @param probability of shifting at all, 0 to 1
   * @param hue the most by which hue is shifted, either way, 0 to 90
   * @param saturation the same of saturation, 0 to 255
   * @param value the same of value, 0 to 255
   */
  public Hsv(double probability, int hue, int saturation, int value) {
    super(probability);
    this.hue = Checks.within("hue", hue, 0, HUES / 2);
    this.saturation = Checks.within("saturation", saturation, 0, LEVELS - 1);
    this.value = Checks.within("value", value, 0, LEVELS - 1);
  }

  /** The recipe for COCO: probability 0.5, hue 18, saturation 30, value 30. */
  public static Hsv defaults() {
    return new Hsv(0.5, 18, 30, 30);
  }

  @Override
  NativeSample change(NativeSample sample, AugmentationContext context) {
    byte[] table = table(shift(hue, context), shift(saturation, context), shift(value, context));
    Mat hsv = new Mat();
    cvtColor(sample.pixels(), hsv, COLOR_RGB2HSV);
    Mat lookup = new Mat(1, LEVELS, CV_8UC3);
    lookup.data().put(table);
    LUT(hsv, lookup, hsv);
    Mat rgb = new Mat();
    cvtColor(hsv, rgb, COLOR_HSV2RGB);
    return sample.recoloured(rgb);
  }

  /** Truncated towards zero, as the original's cast does. */
  private static int shift(int most, AugmentationContext context) {
    int shift = (int) context.uniform(-most, most);
    return context.random().nextBoolean() ? shift : 0;
  }

  /** For each level what it becomes, as hue, saturation and value. */
  private static byte[] table(int hue, int saturation, int value) {
    byte[] table = new byte[3 * LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      table[3 * level] = (byte) Math.floorMod(level + hue, HUES);
      table[3 * level + 1] = (byte) clamp(level + saturation);
      table[3 * level + 2] = (byte) clamp(level + value);
    }
    return table;
  }

  private static int clamp(int level) {
    return Math.min(Math.max(level, 0), LEVELS - 1);
  }

  @Override
  public String toString() {
    return "Hsv[probability=%s, hue=%d, saturation=%d, value=%d]"
        .formatted(probability(), hue, saturation, value);
  }
}
