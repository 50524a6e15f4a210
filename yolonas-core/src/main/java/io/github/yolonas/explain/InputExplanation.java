package io.github.yolonas.explain;

import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.InputSize;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import java.util.List;
import java.util.Optional;

/**
 * What is done to an image before the network sees it. Immutable. But for the first, all values
 * follow from one decision, that of the pre-processing.
 *
 * @param exif whether an image is turned as its EXIF tag says
 * @param resize how its size is changed, in words
 * @param padding what is put around it, in words
 * @param channelOrder {@code RGB} or {@code BGR}, as the network sees it
 * @param normalization what is done to the numbers 0 to 255, in words
 * @param size height and width of the network's input; empty if they follow each image's
 * @param steps the pre-processing itself, in the original's terms
 */
public record InputExplanation(
    Chosen<ExifOrientation> exif,
    Chosen<String> resize,
    Chosen<String> padding,
    Chosen<String> channelOrder,
    Chosen<String> normalization,
    Chosen<Optional<InputSize>> size,
    Chosen<List<ProcessingStep>> steps) {

  /** Explains a pre-processing. */
  public static InputExplanation of(
      Chosen<ExifOrientation> exif, Chosen<PreprocessOptions> preprocess) {
    Chosen<StepsInWords> words = preprocess.map(p -> new StepsInWords(p.steps()));
    return new InputExplanation(
        exif,
        words.map(StepsInWords::resize),
        words.map(StepsInWords::padding),
        words.map(StepsInWords::channelOrder),
        words.map(StepsInWords::normalization),
        preprocess.map(PreprocessOptions::inputSize),
        preprocess.map(PreprocessOptions::steps));
  }
}
