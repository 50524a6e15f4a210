package io.github.yolonas.runtime;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything of a model but its weights, settled once at loading. Immutable.
 *
 * @param name what errors call the model
 * @param classNames one for each output
 * @param preprocess from a decoded image to the network's input
 * @param postprocess thresholds unless a prediction says otherwise
 * @param predict the model's own options for predictions
 * @param imageReading limits and EXIF policy
 */
public record ModelSettings(
    String name,
    List<String> classNames,
    PreprocessOptions preprocess,
    PostprocessOptions postprocess,
    PredictOptions predict,
    ImageReadOptions imageReading) {

  /** Copies the list. */
  public ModelSettings {
    classNames = List.copyOf(classNames);
  }

  /** The thresholds of one prediction. */
  public PostprocessOptions postprocess(PredictOptions asked) {
    PostprocessOptions own = postprocess;
    return PostprocessOptions.builder()
        .conf(asked.conf().orElse(own.conf()))
        .iou(asked.iou().orElse(own.iou()))
        .nmsTopK(asked.nmsTopK().orElse(own.nmsTopK()))
        .maxPredictions(asked.maxPredictions().orElse(own.maxPredictions()))
        .multiLabelPerBox(asked.multiLabelPerBox().orElse(own.multiLabelPerBox()))
        .classAgnosticNms(asked.classAgnosticNms().orElse(own.classAgnosticNms()))
        .classes(classIndices(asked.classes()))
        .build();
  }

  private Set<Integer> classIndices(Set<String> names) {
    return names.stream().map(this::classIndex).collect(Collectors.toSet());
  }

  private int classIndex(String name) {
    int index = classNames.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "classes: %s knows no '%s'; expected some of %s".formatted(this.name, name, classNames));
    }
    return index;
  }

  /** The pre-processing of one prediction. */
  PreprocessOptions preprocess(PredictOptions asked) {
    return asked.skipImageResizing().orElse(false) ? preprocess.skipImageResizing() : preprocess;
  }

  /** How an image is read for one prediction. */
  public ImageReadOptions imageReading(PredictOptions asked) {
    return asked.exif().map(imageReading::withExif).orElse(imageReading);
  }
}
