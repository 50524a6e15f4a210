package io.github.yolonas.train.trainer;

import io.github.yolonas.train.loss.DetectionLoss;

/**
 * The sum of some losses. Immutable.
 *
 * @param count how many there were
 * @param sum of each part
 */
record LossMean(int count, DetectionLoss.Values sum) {
  static final LossMean NONE = new LossMean(0, new DetectionLoss.Values(0, 0, 0, 0));

  LossMean plus(DetectionLoss.Values loss) {
    return new LossMean(
        count + 1,
        new DetectionLoss.Values(
            sum.classification() + loss.classification(),
            sum.iou() + loss.iou(),
            sum.dfl() + loss.dfl(),
            sum.total() + loss.total()));
  }

  /** The mean of each part; NaN if there were none. */
  DetectionLoss.Values mean() {
    return new DetectionLoss.Values(
        sum.classification() / count, sum.iou() / count, sum.dfl() / count, sum.total() / count);
  }
}
