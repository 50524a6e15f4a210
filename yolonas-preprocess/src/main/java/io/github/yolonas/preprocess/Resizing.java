package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;

/** The same step for another input size. */
final class Resizing {
  private Resizing() {}

  static boolean changesSize(ProcessingStep step) {
    return isRescale(step) || isPadding(step);
  }

  static boolean isRescale(ProcessingStep step) {
    return step instanceof DetectionLongestMaxSizeRescale || step instanceof DetectionRescale;
  }

  static boolean isPadding(ProcessingStep step) {
    return step instanceof DetectionCenterPadding
        || step instanceof DetectionBottomRightPadding
        || step instanceof DetectionAutoPadding;
  }

  /** Every size of the pipeline keeps its distance from the input size. */
  static ProcessingStep resize(ProcessingStep step, InputSize from, InputSize to) {
    int taller = to.height() - from.height();
    int wider = to.width() - from.width();
    if (step instanceof DetectionLongestMaxSizeRescale s) {
      return new DetectionLongestMaxSizeRescale(s.height() + taller, s.width() + wider);
    }
    if (step instanceof DetectionRescale s) {
      return new DetectionRescale(s.height() + taller, s.width() + wider);
    }
    if (step instanceof DetectionCenterPadding s) {
      return new DetectionCenterPadding(s.height() + taller, s.width() + wider, s.padValue());
    }
    if (step instanceof DetectionBottomRightPadding s) {
      return new DetectionBottomRightPadding(s.height() + taller, s.width() + wider, s.padValue());
    }
    return step;
  }
}
