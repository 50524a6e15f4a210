package io.github.yolonas.postprocess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes one box of several that show the same object, where non-maximum suppression would keep the
 * most confident and drop the rest. Immutable; needs no native code.
 *
 * <p>Several views of one image (models, scales, flips, overlapping tiles) each find an object a
 * little differently, and where the most confident is wrong by a few pixels, the others know better
 * together. From the most confident to the least, each box joins the cluster of its class whose
 * fused box it overlaps most, above a threshold, or founds a new one. A cluster's fused box has the
 * mean of its members' corners, each weighted with its confidence, and the plain mean of their
 * confidences, C. In the end C shrinks where few of the views saw the object: a cluster of T boxes
 * from N views has the confidence C · min(T, N) / N.
 *
 * <p>Cost: the number of boxes times the number of clusters. A score that is negative or NaN counts
 * as a weight of 0.
 *
 * @param iouThreshold overlap from 0 to 1 above which boxes show the same object; the paper found
 *     0.55 best
 * @param classAgnostic whether boxes of different classes fuse too; their label is that of the most
 *     confident
 * @see <a href="https://arxiv.org/abs/1910.13302">R. Solovyev, W. Wang, T. Gabruseva: Weighted
 *     boxes fusion: Ensembling boxes from different object detection models, 2019, section 3</a>
 */
public record WeightedBoxFusion(double iouThreshold, boolean classAgnostic) {
  private static final ImageShape ANY_SHAPE = new ImageShape(1, 1);

  /** Checks the range. */
  public WeightedBoxFusion {
    Ranges.fraction("iouThreshold", iouThreshold);
  }

  /** Boxes fuse with those of their own class. */
  public static WeightedBoxFusion perClass(double iouThreshold) {
    return new WeightedBoxFusion(iouThreshold, false);
  }

  /** Boxes fuse with those of any class. */
  public static WeightedBoxFusion acrossClasses(double iouThreshold) {
    return new WeightedBoxFusion(iouThreshold, true);
  }

  /**
   * Fuses what several views found in the whole of one image, such as several models, or one model
   * at several scales.
   *
   * @param views at least one
   * @throws IllegalArgumentException if there is none, or they are of images of different sizes
   */
  public DetectionPrediction fuse(List<DetectionPrediction> views) {
    Ranges.atLeast("views", 1, views.size());
    ImageShape shape = views.get(0).imageShape();
    views.forEach(view -> Ranges.sameShape(shape, view.imageShape()));
    List<Detection> all = views.stream().flatMap(DetectionPrediction::stream).toList();
    return new DetectionPrediction(fuse(all, views.size()), shape);
  }

  /**
   * Fuses detections that lie in one list, in pixels of the same image.
   *
   * @param detections in any order; of equal confidences the first comes first
   * @param views how many views could have seen each object, N; 1 leaves confidences their mean, as
   *     suits tiles, where most objects lie in one tile only
   * @return one for each object, by descending confidence
   * @throws IllegalArgumentException if {@code views} is less than 1
   */
  public List<Detection> fuse(List<Detection> detections, int views) {
    Ranges.atLeast("views", 1, views);
    List<BoxCluster> clusters = new ArrayList<>();
    for (Detection detection : bestFirst(detections)) {
      Optional<BoxCluster> match =
          clusters.stream()
              .filter(c -> classAgnostic || c.label() == detection.label())
              .filter(c -> c.box().iou(detection.box()) > iouThreshold)
              .max(Comparator.comparingDouble(c -> c.box().iou(detection.box())));
      match.ifPresentOrElse(
          cluster -> cluster.add(detection), () -> clusters.add(new BoxCluster(detection)));
    }
    return bestFirst(clusters.stream().map(cluster -> cluster.fused(views)).toList());
  }

  private static List<Detection> bestFirst(List<Detection> detections) {
    return new DetectionPrediction(detections, ANY_SHAPE).detections();
  }
}
