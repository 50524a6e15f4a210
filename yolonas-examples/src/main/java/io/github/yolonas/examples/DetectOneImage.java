package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.postprocess.Detection;
import java.nio.file.Path;

/** Loads a model, detects objects on an image, and writes the annotated picture. */
public final class DetectOneImage {
  private DetectOneImage() {}

  /** Arguments: the checkpoint, the image, the picture to write. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("arguments: CHECKPOINT IMAGE PICTURE, such as symbols.pth in.png out.png");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    Path image = Path.of(args[1]);
    Path picture = Path.of(args[2]);
    // region detect
    try (YoloNas model = YoloNas.load(checkpoint)) {
      ImageDetectionPrediction result = model.predict(image);
      for (Detection detection : result.prediction()) {
        System.out.println(detection); // star 0.91 at [12.0, 30.5, 100.2, 140.0]
      }
      result.save(picture);
    }
    // endregion
  }
}
