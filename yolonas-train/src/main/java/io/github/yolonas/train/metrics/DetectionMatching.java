package io.github.yolonas.train.metrics;

import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which detections of one class on one image find which objects, at all IoU thresholds at once. The
 * source is the original's {@code compute_detection_matching}.
 *
 * <p>It differs from COCO's: an object is found by an IoU <i>above</i> the threshold, and a
 * detection is ignored if enough of it lies in a crowd, even one that is another's too.
 */
final class DetectionMatching {
  private static final long ALL = -1;

  private final ThresholdMask thresholds;
  private final int topK;

  DetectionMatching(ThresholdMask thresholds, int topK) {
    this.thresholds = thresholds;
    this.topK = topK;
  }

  /**
   * Adds the detections to {@code matches}.
   *
   * @param bestFirst the detections of the class, clipped to the image
   * @param targets the objects of the class
   * @param crowds of the class
   */
  void match(
      List<Detection> bestFirst,
      List<BoundingBox> targets,
      List<BoundingBox> crowds,
      ClassMatches matches) {
    matches.addTargets(targets.size());
    long[] taken = new long[targets.size()];
    for (int i = 0; i < bestFirst.size(); i++) {
      Detection detection = bestFirst.get(i);
      if (i >= topK || detection.confidence() == 0) {
        matches.add(detection.confidence(), 0, ALL);
      } else {
        long matched = find(detection.box(), targets, taken);
        matches.add(detection.confidence(), matched, inCrowd(detection.box(), crowds));
      }
    }
  }

  /** Takes, for each threshold, the free object that it overlaps most. */
  private long find(BoundingBox box, List<BoundingBox> targets, long[] taken) {
    float[] iou = new float[taken.length];
    for (int t = 0; t < iou.length; t++) {
      iou[t] = box.iou(targets.get(t));
    }
    int[] closestFirst =
        IntStream.range(0, iou.length)
            .filter(t -> thresholds.exceededBy(iou[t]) != 0)
            .boxed()
            .sorted(Comparator.comparingDouble(t -> -iou[t]))
            .mapToInt(Integer::intValue)
            .toArray();
    long matched = 0;
    for (int t : closestFirst) {
      long good = thresholds.exceededBy(iou[t]) & ~matched & ~taken[t];
      matched |= good;
      taken[t] |= good;
    }
    return matched;
  }

  private long inCrowd(BoundingBox box, List<BoundingBox> crowds) {
    long mask = 0;
    for (BoundingBox crowd : crowds) {
      float width = Math.max(0, Math.min(box.x2(), crowd.x2()) - Math.max(box.x1(), crowd.x1()));
      float height = Math.max(0, Math.min(box.y2(), crowd.y2()) - Math.max(box.y1(), crowd.y1()));
      mask |= thresholds.exceededBy(width * height / box.area());
    }
    return mask;
  }
}
