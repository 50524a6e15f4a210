package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * Which detections are right, measured by the truth of the same image. From the most confident on,
 * each detection takes the object of its class that it overlaps most, if that is enough and nobody
 * has taken it yet. COCO counts so too.
 *
 * @param hits detections with the objects they found, the most confident first
 * @param falseAlarms detections that found nothing, the most confident first
 * @param missed objects that nothing found, in the truth's order
 */
public record DetectionMatching(
    List<Hit> hits, List<Detection> falseAlarms, List<Detection> missed) {

  /**
   * A detection and its object.
   *
   * @param found the detection
   * @param object what it found
   * @param iou their overlap
   */
  public record Hit(Detection found, Detection object, float iou) {}

  /** Copies the lists. */
  public DetectionMatching {
    hits = List.copyOf(hits);
    falseAlarms = List.copyOf(falseAlarms);
    missed = List.copyOf(missed);
  }

  /**
   * Matches a prediction with the truth.
   *
   * @param leastIou the overlap that is enough, above 0 to 1; usually 0.5
   * @throws IllegalArgumentException if the overlap is out of range or the images differ in size
   */
  public static DetectionMatching of(
      DetectionPrediction prediction, DetectionPrediction truth, double leastIou) {
    Ranges.positiveFraction("leastIou", leastIou);
    Ranges.sameShape(truth.imageShape(), prediction.imageShape());
    float[][] iou = prediction.iou(truth);
    boolean[] taken = new boolean[truth.size()];
    List<Hit> hits = new ArrayList<>();
    List<Detection> falseAlarms = new ArrayList<>();
    for (int i = 0; i < prediction.size(); i++) {
      Detection found = prediction.get(i);
      int best = -1;
      for (int j = 0; j < taken.length; j++) {
        if (!taken[j]
            && truth.get(j).label() == found.label()
            && iou[i][j] >= (float) leastIou
            && (best < 0 || iou[i][j] > iou[i][best])) {
          best = j;
        }
      }
      if (best < 0) {
        falseAlarms.add(found);
      } else {
        taken[best] = true;
        hits.add(new Hit(found, truth.get(best), iou[i][best]));
      }
    }
    return new DetectionMatching(hits, falseAlarms, untaken(truth, taken));
  }

  private static List<Detection> untaken(DetectionPrediction truth, boolean[] taken) {
    List<Detection> missed = new ArrayList<>();
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        missed.add(truth.get(j));
      }
    }
    return missed;
  }
}
