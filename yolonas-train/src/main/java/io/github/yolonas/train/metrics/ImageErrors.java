package io.github.yolonas.train.metrics;

import java.util.List;

/**
 * How one image went.
 *
 * @param image which
 * @param objects how many true objects it has
 * @param missed how many of them were not found as what they are
 * @param falseDetections how many detections are not right
 */
public record ImageErrors(CocoImage image, int objects, int missed, int falseDetections) {
  /** Missed objects and false detections together. */
  public int errors() {
    return missed + falseDetections;
  }

  /** One line for each image, with a heading, separated by commas. */
  public static String toCsv(List<ImageErrors> images) {
    StringBuilder csv = new StringBuilder("image_id,file_name,objects,missed,false\n");
    for (ImageErrors e : images) {
      csv.append(e.image.id())
          .append(',')
          .append(Csv.field(e.image.fileName()))
          .append(',')
          .append(e.objects)
          .append(',')
          .append(e.missed)
          .append(',')
          .append(e.falseDetections)
          .append('\n');
    }
    return csv.toString();
  }
}
