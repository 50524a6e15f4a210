package io.github.yolonas.checkpoint;

import io.github.yolonas.checkpoint.PyValue.Dict;
import io.github.yolonas.checkpoint.PyValue.Sequence;
import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.List;

/**
 * Pre-processing steps to their stored form, as the original's trainer writes them: {@code
 * {"ComposeProcessing": {"processings": [{"StandardizeImage": {"max_value": 255.0}}, …]}}}.
 */
final class StepEncoder {
  private StepEncoder() {}

  static Dict encode(List<ProcessingStep> steps) {
    Sequence list =
        Sequence.list(
            steps.stream()
                .map(step -> new Dict().put(step.originalName(), arguments(step)))
                .toList());
    return new Dict().put("ComposeProcessing", new Dict().put("processings", list));
  }

  private static Dict arguments(ProcessingStep step) {
    if (step instanceof DetectionLongestMaxSizeRescale s) {
      return shape(s.height(), s.width());
    } else if (step instanceof DetectionRescale s) {
      return shape(s.height(), s.width());
    } else if (step instanceof DetectionCenterPadding s) {
      return shape(s.height(), s.width()).put("pad_value", (long) s.padValue());
    } else if (step instanceof DetectionBottomRightPadding s) {
      return shape(s.height(), s.width()).put("pad_value", (long) s.padValue());
    } else if (step instanceof DetectionAutoPadding s) {
      return new Dict()
          .put("shape_multiple", pair(s.multiple(), s.multiple()))
          .put("pad_value", (long) s.padValue());
    } else if (step instanceof StandardizeImage s) {
      return new Dict().put("max_value", s.maxValue());
    } else if (step instanceof NormalizeImage s) {
      return new Dict().put("mean", Sequence.list(s.mean())).put("std", Sequence.list(s.std()));
    } else if (step instanceof ImagePermute) {
      return new Dict().put("permutation", Sequence.tuple(2L, 0L, 1L));
    }
    return new Dict();
  }

  private static Dict shape(int height, int width) {
    return new Dict().put("output_shape", pair(height, width));
  }

  private static Sequence pair(int first, int second) {
    return Sequence.tuple((long) first, (long) second);
  }
}
