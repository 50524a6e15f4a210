package io.github.yolonas.preprocess;

import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pre-processing pipeline, as a checkpoint stores it. Immutable.
 *
 * <p>The steps come in this order, each at most once: a rescale, a padding, {@code
 * StandardizeImage}, {@code NormalizeImage}, {@code ImagePermute}, which closes every pipeline;
 * {@code ReverseImageChannels} may stand anywhere before the last three, any number of times. The
 * result's sides must be multiples of 32.
 *
 * @param steps from the decoded 8-bit RGB image to the network's input
 */
public record PreprocessOptions(List<ProcessingStep> steps) {

  /**
   * Checks the order of the steps and the resulting size.
   *
   * @param steps a pipeline as described above
   * @throws IllegalArgumentException if it is not; the message names the step
   */
  public PreprocessOptions {
    steps = List.copyOf(steps);
    Pipeline.of(steps);
  }

  /**
   * What the original's trainer stores for COCO: longest side to 636, centred on 640×640 of gray
   * 114, divided by 255. The two channel reversals cancel out: the network sees RGB.
   *
   * @return the pipeline
   */
  public static PreprocessOptions cocoDefault() {
    return new PreprocessOptions(
        List.of(
            new ReverseImageChannels(),
            new DetectionLongestMaxSizeRescale(636, 636),
            new ReverseImageChannels(),
            new DetectionCenterPadding(640, 640, 114),
            new StandardizeImage(255),
            new ImagePermute()));
  }

  /**
   * The same pipeline for another input size. Where it rescales and then pads, the margin between
   * the two stays: 636 in 640 becomes 1276 in 1280.
   *
   * @param height rows, a multiple of 32
   * @param width columns, a multiple of 32
   * @return the copy
   * @throws IllegalArgumentException if the size is no multiple of 32, or smaller than the margin
   * @throws IllegalStateException if this pipeline pads to multiples, and so has no size of its own
   */
  public PreprocessOptions withInputSize(int height, int width) {
    InputSize target = new InputSize(height, width);
    InputSize current =
        inputSize()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "DetectionAutoPadding: the input size follows each image's, expected a"
                            + " pipeline with a fixed one"));
    List<ProcessingStep> resized = new ArrayList<>();
    for (ProcessingStep step : steps) {
      resized.add(Resizing.resize(step, current, target));
    }
    return new PreprocessOptions(resized);
  }

  /**
   * The same pipeline without resizing: images keep their size and are padded below and right with
   * black to multiples of 32. The original: {@code skip_image_resizing=True}.
   *
   * @return the copy
   */
  public PreprocessOptions skipImageResizing() {
    List<ProcessingStep> kept = new ArrayList<>();
    kept.add(new DetectionAutoPadding(InputSize.MULTIPLE, 0));
    steps.stream().filter(step -> !Resizing.changesSize(step)).forEach(kept::add);
    return new PreprocessOptions(kept);
  }

  /**
   * The size that every image is brought to.
   *
   * @return the size; empty if it follows each image's, as after {@link #skipImageResizing()}
   */
  public Optional<InputSize> inputSize() {
    return Pipeline.of(steps).inputSize();
  }
}
