package io.github.yolonas.examples;

import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import java.nio.file.Path;
import java.util.List;

/** A model that was trained with other pre-processing than its checkpoint says. */
public final class OwnPreprocessing {
  private OwnPreprocessing() {}

  /** Arguments: the checkpoint, the image. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("arguments: CHECKPOINT IMAGE, such as symbols.pth in.png");
      System.exit(2);
    }
    Path image = Path.of(args[1]);
    Path checkpoint = Path.of(args[0]);
    // region preprocessing
    PreprocessOptions steps =
        new PreprocessOptions(
            List.of(
                new DetectionRescale(320, 320), // stretches; no padding
                new NormalizeImage(List.of(0.0, 0.0, 0.0), List.of(255.0, 255.0, 255.0)),
                new ImagePermute()));
    YoloNasOptions options = YoloNasOptions.builder().preprocess(steps).build();
    try (YoloNas model = YoloNas.load(checkpoint, options)) {
      System.out.println(model.predict(image));
    }
    // endregion
  }
}
