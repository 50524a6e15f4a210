package io.github.yolonas.train.metrics;

import java.util.Comparator;
import java.util.Objects;

/**
 * A detection, right or wrong.
 *
 * @param imageId where it is
 * @param categoryId what it is said to be
 * @param box in pixels of the image
 * @param score how sure the detector is; only the order matters
 */
public record CocoDetection(long imageId, long categoryId, CocoBox box, double score) {
  /** Highest score first; subtracted, so that 0.0 and -0.0 are the same. */
  static final Comparator<CocoDetection> BEST_FIRST =
      Comparator.comparingDouble(detection -> 0.0 - detection.score);

  /** Checks that there is a box and that the score is a number. */
  public CocoDetection {
    Objects.requireNonNull(box, "box");
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score: expected a finite number, found " + score);
    }
  }
}
