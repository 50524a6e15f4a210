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
      System.err.println("arguments: CHECKPOINT IMAGE PICTURE, such as shapes.pth in.png out.png");
      System.exit(2);
    }
    try (YoloNas model = YoloNas.load(Path.of(args[0]))) {
      ImageDetectionPrediction result = model.predict(Path.of(args[1]));
      for (Detection detection : result.prediction()) {
        System.out.println(detection);
      }
      result.save(Path.of(args[2]));
    }
  }
}
