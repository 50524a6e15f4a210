package io.github.yolonas.bench;

import java.util.Map;

/**
 * What a pass gave, on the Java heap: proof that contenders have done the same work.
 *
 * @param boxes [N, anchors, 4], flat
 * @param scores [N, anchors, classes], flat
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one line to the next, and never compared
record Outputs(float[] boxes, float[] scores) {
  private static final int BOX = 4;

  /**
   * Tells boxes from scores by their last dimension.
   *
   * @param byWidth flat outputs by the size of their last dimension
   * @throws IllegalStateException if there are not two, one of them 4 wide
   */
  static Outputs of(Map<Integer, float[]> byWidth) {
    float[] boxes = byWidth.get(BOX);
    if (boxes == null || byWidth.size() != 2) {
      throw new IllegalStateException(
          "expected boxes [N, anchors, 4] and scores [N, anchors, classes], found last dimensions "
              + byWidth.keySet());
    }
    float[] scores = boxes;
    for (Map.Entry<Integer, float[]> entry : byWidth.entrySet()) {
      scores = entry.getKey() == BOX ? scores : entry.getValue();
    }
    return new Outputs(boxes, scores);
  }

  /** The largest difference of any score; infinite if there is not the same number of them. */
  double scoreDifference(Outputs other) {
    if (scores.length != other.scores.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < scores.length; i++) {
      double difference = Math.abs((double) scores[i] - other.scores[i]);
      largest = Double.isNaN(difference) ? Double.NaN : Math.max(largest, difference);
    }
    return largest;
  }
}
