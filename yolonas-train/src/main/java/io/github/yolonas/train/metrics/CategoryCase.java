package io.github.yolonas.train.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One category over all images: its precision and recall. The source is {@code COCOeval.accumulate}
 * of pycocotools; sums are made in the same order, so that results agree to rounding.
 */
final class CategoryCase {
  private static final double EPSILON = Math.ulp(1.0);

  private final List<ImageCase> images;
  private final int[] bestFirst;
  private final int[] rankInImage;

  /**
   * A case.
   *
   * @param images by ascending id, those with neither truth nor detections left out
   */
  CategoryCase(List<ImageCase> images) {
    this.images = List.copyOf(images);
    List<CocoDetection> found = new ArrayList<>();
    IntStream.Builder ranks = IntStream.builder();
    for (ImageCase image : images) {
      for (int rank = 0; rank < image.found().size(); rank++) {
        ranks.add(rank);
      }
      found.addAll(image.found());
    }
    rankInImage = ranks.build().toArray();
    bestFirst =
        IntStream.range(0, rankInImage.length)
            .boxed()
            .sorted((a, b) -> CocoDetection.BEST_FIRST.compare(found.get(a), found.get(b)))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Fills in whatever there is to say about one range of sizes. */
  void evaluate(AreaRange range, CategoryScores scores) {
    int truth = images.stream().mapToInt(image -> image.countTruth(range)).sum();
    if (truth == 0) {
      return;
    }
    Outcome[][] outcomes = new Outcome[CocoGrid.IOU.length][rankInImage.length];
    int from = 0;
    for (ImageCase image : images) {
      image.match(range, outcomes, from);
      from += image.found().size();
    }
    for (int iou = 0; iou < outcomes.length; iou++) {
      for (int m = 0; m < CocoGrid.MOST_DETECTIONS.length; m++) {
        accumulate(outcomes[iou], CocoGrid.MOST_DETECTIONS[m], truth, scores.at(range, m, iou));
      }
    }
  }

  private void accumulate(Outcome[] outcomes, int most, int truth, CategoryScores.Curve curve) {
    double[] precision = new double[bestFirst.length];
    double[] recall = new double[bestFirst.length];
    int right = 0;
    int wrong = 0;
    int count = 0;
    for (int d : bestFirst) {
      if (rankInImage[d] < most) {
        right += outcomes[d] == Outcome.RIGHT ? 1 : 0;
        wrong += outcomes[d] == Outcome.WRONG ? 1 : 0;
        precision[count] = right / (wrong + right + EPSILON);
        recall[count++] = (double) right / truth;
      }
    }
    for (int i = count - 1; i > 0; i--) {
      precision[i - 1] = Math.max(precision[i - 1], precision[i]);
    }
    curve.set(count == 0 ? 0 : recall[count - 1], sample(precision, recall, count));
  }

  /** Precision at each of the recalls; 0 where the detector does not get that far. */
  private static double[] sample(double[] precision, double[] recall, int count) {
    double[] samples = new double[CocoGrid.RECALL.length];
    int i = 0;
    for (int r = 0; r < samples.length; r++) {
      while (i < count && recall[i] < CocoGrid.RECALL[r]) {
        i++;
      }
      samples[r] = i < count ? precision[i] : 0;
    }
    return samples;
  }
}
