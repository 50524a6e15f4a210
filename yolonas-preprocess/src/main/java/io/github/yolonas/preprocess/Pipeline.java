package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps in the order in which they act, with the channel reversals summed up. */
record Pipeline(
    Geometry geometry,
    boolean bgr,
    @Nullable StandardizeImage standardize,
    @Nullable NormalizeImage normalize) {

  /** Places in a pipeline: a step's place comes after the place of the step before. */
  private enum Place {
    RESCALE,
    PADDING,
    STANDARDIZE,
    NORMALIZE,
    PERMUTE;

    static Place of(ProcessingStep step) {
      if (Resizing.isRescale(step)) {
        return RESCALE;
      }
      if (Resizing.isPadding(step)) {
        return PADDING;
      }
      if (step instanceof StandardizeImage) {
        return STANDARDIZE;
      }
      return step instanceof NormalizeImage ? NORMALIZE : PERMUTE;
    }
  }

  /** Checks and sorts the steps. */
  static Pipeline of(List<ProcessingStep> steps) {
    Map<Place, ProcessingStep> at = new EnumMap<>(Place.class);
    Place last = null;
    boolean bgr = false;
    for (int i = 0; i < steps.size(); i++) {
      ProcessingStep step = steps.get(i);
      boolean reverse = step instanceof ReverseImageChannels;
      Place place = reverse ? Place.PADDING : Place.of(step);
      if (last != null && last.compareTo(place) >= (reverse ? 1 : 0)) {
        throw outOfOrder(i, step, steps.get(i - 1));
      }
      if (reverse) {
        bgr = !bgr;
      } else {
        at.put(place, step);
        last = place;
      }
    }
    if (!at.containsKey(Place.PERMUTE)) {
      throw new IllegalArgumentException("steps: expected ImagePermute at the end, found none");
    }
    return new Pipeline(
        Geometry.of(at.get(Place.RESCALE), at.get(Place.PADDING)),
        bgr,
        (StandardizeImage) at.get(Place.STANDARDIZE),
        (NormalizeImage) at.get(Place.NORMALIZE));
  }

  private static IllegalArgumentException outOfOrder(
      int index, ProcessingStep step, ProcessingStep previous) {
    return new IllegalArgumentException(
        "steps[%d] %s: expected in the order rescale, padding, StandardizeImage, NormalizeImage,"
                .formatted(index, step.originalName())
            + " ImagePermute, each at most once, and ReverseImageChannels before"
            + " StandardizeImage; found after "
            + previous.originalName());
  }

  Optional<InputSize> inputSize() {
    return geometry.padding() instanceof DetectionAutoPadding
        ? Optional.empty()
        : Optional.of(geometry.fixedSize());
  }
}
