package io.github.yolonas.postprocess;

import java.util.Arrays;

/**
 * The scored boxes of one image, as parallel plain arrays in the pixels of the network's input. Row
 * {@code i} of each array speaks of the same box; a box with two labels has two rows. Immutable;
 * equal by content.
 */
public final class Candidates {
  final float[] boxes;
  final float[] scores;
  final int[] labels;
  final int[] anchors;

  /**
   * Copies n rows.
   *
   * @param boxesXyxy n×4 corners, flat: x1, y1, x2, y2 of row 0, then of row 1, …
   * @param scores n scores
   * @param labels n classes
   * @param anchors n indices of the network's anchors
   * @throws IllegalArgumentException if the lengths do not fit
   */
  public Candidates(float[] boxesXyxy, float[] scores, int[] labels, int[] anchors) {
    Ranges.length("boxesXyxy", 4 * scores.length, boxesXyxy.length);
    Ranges.length("labels", scores.length, labels.length);
    Ranges.length("anchors", scores.length, anchors.length);
    this.boxes = boxesXyxy.clone();
    this.scores = scores.clone();
    this.labels = labels.clone();
    this.anchors = anchors.clone();
  }

  /** The number of rows. */
  public int size() {
    return scores.length;
  }

  /** The box of a row. */
  public BoundingBox box(int row) {
    return new BoundingBox(
        boxes[4 * row], boxes[4 * row + 1], boxes[4 * row + 2], boxes[4 * row + 3]);
  }

  /** n×4 corners, flat: x1, y1, x2, y2 of row 0, then of row 1, … A fresh copy. */
  public float[] boxesXyxy() {
    return boxes.clone();
  }

  /** The n scores. A fresh copy. */
  public float[] scores() {
    return scores.clone();
  }

  /** The n classes. A fresh copy. */
  public int[] labels() {
    return labels.clone();
  }

  /** The n anchors: which of the network's predictions each row is. A fresh copy. */
  public int[] anchors() {
    return anchors.clone();
  }

  /** The given rows, in the given order. */
  public Candidates select(int... rows) {
    float[] boxesOfRows = new float[4 * rows.length];
    float[] scoresOfRows = new float[rows.length];
    int[] labelsOfRows = new int[rows.length];
    int[] anchorsOfRows = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(boxes, 4 * rows[i], boxesOfRows, 4 * i, 4);
      scoresOfRows[i] = scores[rows[i]];
      labelsOfRows[i] = labels[rows[i]];
      anchorsOfRows[i] = anchors[rows[i]];
    }
    return new Candidates(boxesOfRows, scoresOfRows, labelsOfRows, anchorsOfRows);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Candidates that
        && Arrays.equals(boxes, that.boxes)
        && Arrays.equals(scores, that.scores)
        && Arrays.equals(labels, that.labels)
        && Arrays.equals(anchors, that.anchors);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(boxes) + 31 * (Arrays.hashCode(scores) + 31 * Arrays.hashCode(labels));
  }

  @Override
  public String toString() {
    return "%d candidates, scores %s, labels %s, anchors %s"
        .formatted(
            size(), Arrays.toString(scores), Arrays.toString(labels), Arrays.toString(anchors));
  }
}
