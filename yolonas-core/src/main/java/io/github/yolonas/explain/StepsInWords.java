package io.github.yolonas.explain;

import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a pre-processing comes to. */
record StepsInWords(List<ProcessingStep> steps) {
  private static final String NONE = "none";

  String resize() {
    return words(StepsInWords::resize, ", ");
  }

  private static Optional<String> resize(ProcessingStep step) {
    if (step instanceof DetectionLongestMaxSizeRescale s) {
      return Optional.of(
          s.height() == s.width()
              ? "longest side to " + s.height()
              : "to fit into " + size(s.height(), s.width()));
    }
    return step instanceof DetectionRescale s
        ? Optional.of("to %s, whatever its aspect".formatted(size(s.height(), s.width())))
        : Optional.empty();
  }

  String padding() {
    return words(StepsInWords::padding, ", ");
  }

  private static Optional<String> padding(ProcessingStep step) {
    if (step instanceof DetectionCenterPadding s) {
      return Optional.of(
          "centred on %s of gray %d".formatted(size(s.height(), s.width()), s.padValue()));
    }
    if (step instanceof DetectionBottomRightPadding s) {
      return Optional.of(
          "below and right to %s with gray %d"
              .formatted(size(s.height(), s.width()), s.padValue()));
    }
    return step instanceof DetectionAutoPadding s
        ? Optional.of(
            "below and right to multiples of %d with gray %d".formatted(s.multiple(), s.padValue()))
        : Optional.empty();
  }

  /** Images are decoded as RGB; each reversal swaps that. */
  String channelOrder() {
    long reversals = steps.stream().filter(ReverseImageChannels.class::isInstance).count();
    return reversals % 2 == 0 ? "RGB" : "BGR";
  }

  String normalization() {
    return words(StepsInWords::normalization, ", then ");
  }

  private static Optional<String> normalization(ProcessingStep step) {
    if (step instanceof StandardizeImage s) {
      return Optional.of("divided by " + Row.text(s.maxValue()));
    }
    return step instanceof NormalizeImage s
        ? Optional.of("(x - mean) / std with mean %s, std %s".formatted(s.mean(), s.std()))
        : Optional.empty();
  }

  private String words(Function<ProcessingStep, Optional<String>> of, String separator) {
    String said =
        steps.stream()
            .flatMap(step -> of.apply(step).stream())
            .collect(Collectors.joining(separator));
    return said.isEmpty() ? NONE : said;
  }

  private static String size(int height, int width) {
    return height + "×" + width;
  }
}
