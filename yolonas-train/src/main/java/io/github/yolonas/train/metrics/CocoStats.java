package io.github.yolonas.train.metrics;

import java.util.Locale;

/**
 * COCO's twelve numbers, 0 to 1, or -1 where there was nothing to be found. Unless said otherwise
 * they are for objects of all sizes, at most 100 detections of an image and category, and the mean
 * over the IoU thresholds 0.50, 0.55, … 0.95.
 *
 * @param ap average precision: the mean over 101 recalls, and over the categories
 * @param ap50 average precision at IoU 0.50
 * @param ap75 average precision at IoU 0.75
 * @param apSmall average precision of objects up to 32 × 32 pixels
 * @param apMedium average precision of objects between
 * @param apLarge average precision of objects from 96 × 96 pixels
 * @param ar1 average recall with the one best detection
 * @param ar10 average recall with the ten best detections
 * @param ar100 average recall with a hundred
 * @param arSmall average recall of objects up to 32 × 32 pixels
 * @param arMedium average recall of objects between
 * @param arLarge average recall of objects from 96 × 96 pixels
 */
public record CocoStats(
    double ap,
    double ap50,
    double ap75,
    double apSmall,
    double apMedium,
    double apLarge,
    double ar1,
    double ar10,
    double ar100,
    double arSmall,
    double arMedium,
    double arLarge) {

  private static final String[] CONDITIONS = {
    "IoU=0.50:0.95 | area=   all | maxDets=100",
    "IoU=0.50      | area=   all | maxDets=100",
    "IoU=0.75      | area=   all | maxDets=100",
    "IoU=0.50:0.95 | area= small | maxDets=100",
    "IoU=0.50:0.95 | area=medium | maxDets=100",
    "IoU=0.50:0.95 | area= large | maxDets=100",
    "IoU=0.50:0.95 | area=   all | maxDets=  1",
    "IoU=0.50:0.95 | area=   all | maxDets= 10",
    "IoU=0.50:0.95 | area=   all | maxDets=100",
    "IoU=0.50:0.95 | area= small | maxDets=100",
    "IoU=0.50:0.95 | area=medium | maxDets=100",
    "IoU=0.50:0.95 | area= large | maxDets=100",
  };
  private static final int PRECISIONS = 6;

  /** The numbers in pycocotools' order, which is that of the components. */
  public double[] toArray() {
    return new double[] {
      ap, ap50, ap75, apSmall, apMedium, apLarge, ar1, ar10, ar100, arSmall, arMedium, arLarge
    };
  }

  /**
   * From the numbers in pycocotools' order.
   *
   * @throws IllegalArgumentException if they are not twelve
   */
  public static CocoStats ofArray(double[] v) {
    if (v.length != CONDITIONS.length) {
      throw new IllegalArgumentException(
          "stats: expected %d numbers, found %d".formatted(CONDITIONS.length, v.length));
    }
    return new CocoStats(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10], v[11]);
  }

  /** Twelve lines, in the layout that pycocotools has made familiar. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    double[] values = toArray();
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\n")
          .append(i < PRECISIONS ? "Average Precision  (AP)" : "Average Recall     (AR)")
          .append(String.format(Locale.ROOT, " @[ %s ] = %6.3f", CONDITIONS[i], values[i]));
    }
    return text.toString();
  }
}
