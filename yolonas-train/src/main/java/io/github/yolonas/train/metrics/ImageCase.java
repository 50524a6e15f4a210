package io.github.yolonas.train.metrics;

import java.util.List;

/**
 * One category on one image: which detections find which objects. The source is {@code
 * COCOeval.evaluateImg} of pycocotools.
 *
 * <p>Detections choose, the best first: each takes the object that it overlaps most, of those still
 * free and overlapped enough. Objects outside of the size range and crowds are <i>ignored</i>: they
 * are taken only by who finds no other, and then the detection counts neither as right nor as
 * wrong. A crowd may be taken any number of times.
 */
final class ImageCase {
  private static final double ALMOST_ONE = 1 - 1e-10;
  private static final int NONE = -1;

  private final List<CocoAnnotation> truth;
  private final List<CocoDetection> found;
  private final double[][] overlap;

  /**
   * A case.
   *
   * @param truth in the order of the file
   * @param found in any order
   */
  ImageCase(List<CocoAnnotation> truth, List<CocoDetection> found) {
    this.truth = truth;
    this.found =
        found.stream()
            .sorted(CocoDetection.BEST_FIRST)
            .limit(CocoGrid.MOST_DETECTIONS[CocoGrid.MOST_DETECTIONS.length - 1])
            .toList();
    overlap = new double[this.found.size()][truth.size()];
    for (int d = 0; d < overlap.length; d++) {
      for (int t = 0; t < truth.size(); t++) {
        overlap[d][t] = truth.get(t).overlap(this.found.get(d).box());
      }
    }
  }

  /** The detections that count, best first. */
  List<CocoDetection> found() {
    return found;
  }

  /** How many objects are to be found. */
  int countTruth(AreaRange range) {
    return (int) truth.stream().filter(object -> !isIgnored(object, range)).count();
  }

  /**
   * Judges each detection at each IoU threshold.
   *
   * @param into where, by threshold and from {@code from} on
   */
  void match(AreaRange range, Outcome[][] into, int from) {
    boolean[] ignored = new boolean[truth.size()];
    for (int t = 0; t < ignored.length; t++) {
      ignored[t] = isIgnored(truth.get(t), range);
    }
    int[] order = countedFirst(ignored);
    for (int iou = 0; iou < into.length; iou++) {
      boolean[] taken = new boolean[ignored.length];
      for (int d = 0; d < overlap.length; d++) {
        int object = choose(overlap[d], CocoGrid.IOU[iou], order, ignored, taken);
        if (object == NONE) {
          boolean counts = range.contains(found.get(d).box().area());
          into[iou][from + d] = counts ? Outcome.WRONG : Outcome.IGNORED;
        } else {
          taken[object] = !truth.get(object).crowd();
          into[iou][from + d] = ignored[object] ? Outcome.IGNORED : Outcome.RIGHT;
        }
      }
    }
  }

  private static boolean isIgnored(CocoAnnotation object, AreaRange range) {
    return object.crowd() || !range.contains(object.area());
  }

  private static int[] countedFirst(boolean[] ignored) {
    int[] order = new int[ignored.length];
    int count = 0;
    for (int t = 0; t < ignored.length; t++) {
      if (!ignored[t]) {
        order[count++] = t;
      }
    }
    for (int t = 0; t < ignored.length; t++) {
      if (ignored[t]) {
        order[count++] = t;
      }
    }
    return order;
  }

  private static int choose(
      double[] overlap, double threshold, int[] order, boolean[] ignored, boolean[] taken) {
    int best = NONE;
    double least = Math.min(threshold, ALMOST_ONE);
    for (int t : order) {
      if (best != NONE && !ignored[best] && ignored[t]) {
        break; // the rest are ignored ones, for which a counted one is never given up
      }
      if (!taken[t] && overlap[t] >= least) { // the later of two equals
        best = t;
        least = overlap[t];
      }
    }
    return best;
  }
}
