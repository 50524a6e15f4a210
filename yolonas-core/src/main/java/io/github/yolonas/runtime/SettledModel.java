package io.github.yolonas.runtime;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.InputExplanation;
import io.github.yolonas.explain.Origin;
import io.github.yolonas.explain.Thresholds;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import java.util.List;
import java.util.Optional;

/**
 * A model's settings, and who decided each of them.
 *
 * @param settings what predictions use
 * @param thresholds with the model's own options for predictions applied
 */
record SettledModel(
    ModelSettings settings,
    Chosen<List<String>> classNames,
    Chosen<PreprocessOptions> preprocess,
    Thresholds thresholds) {

  /** What becomes of an image, with the model's own options for predictions applied. */
  InputExplanation input(YoloNasOptions options) {
    PredictOptions predict = options.predict();
    ExifOrientation usual = ImageReadOptions.defaults().exif();
    Chosen<ExifOrientation> exif =
        Chosen.first(
            predict
                .exif()
                .or(() -> Optional.of(options.imageReading().exif()).filter(e -> e != usual)),
            Optional.empty(),
            usual);
    return InputExplanation.of(
        exif,
        predict.skipImageResizing().orElse(false)
            ? Chosen.of(preprocess.value().skipImageResizing(), Origin.OPTION)
                .because("skipImageResizing")
            : preprocess);
  }
}
