package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.YoloNas;
import io.github.yolonas.annotate.BoxAnnotator;
import io.github.yolonas.annotate.LabelAnnotator;
import io.github.yolonas.annotate.PixelateAnnotator;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.CsvFormat;
import io.github.yolonas.postprocess.DetectionPrediction;
import java.nio.file.Path;
import java.util.List;

/** What can be done with what was found: choose, count, cut out, hide, hand on. */
public final class WorkWithResults {
  private WorkWithResults() {}

  /** Arguments: the checkpoint, the image, a folder to write to. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("arguments: CHECKPOINT IMAGE FOLDER, such as symbols.pth in.png out");
      System.exit(2);
    }
    Path checkpoint = Path.of(args[0]);
    Path image = Path.of(args[1]);
    Path folder = Path.of(args[2]);
    // region results
    try (YoloNas model = YoloNas.load(checkpoint)) {
      ImageDetectionPrediction result = model.predict(image);
      DetectionPrediction found = result.prediction().withConfidence(0.5).withArea(100, 1e6);
      System.out.println(found.countByClass()); // {circle=1, square=2}
      result.saveCrops(folder); // a picture of each object
      result.save(
          folder.resolve("hidden.png"),
          new PixelateAnnotator(), // or blur, heat map, spotlight
          new BoxAnnotator(),
          new LabelAnnotator());
      new CsvFormat() // or JSON, COCO, YOLO, PASCAL VOC; each can be read again
          .write(folder.resolve("found.csv"), List.of(AnnotatedImage.of("in.png", found)));
    }
    // endregion
  }
}
