package io.github.yolonas.examples;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.TiledPredictor;
import io.github.yolonas.TilingOptions;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSource;
import java.nio.file.Path;

/** A large image, whose small objects a resize to the network's input would lose. */
public final class DetectInTiles {
  private DetectInTiles() {}

  /** Arguments: the checkpoint, the image, the picture to write. */
  public static void main(String[] args) {
    if (args.length != 3) {
      System.err.println("arguments: CHECKPOINT IMAGE PICTURE, such as symbols.pth in.tif out.jpg");
      System.exit(2);
    }
    Path image = Path.of(args[1]);
    Path picture = Path.of(args[2]);
    Path checkpoint = Path.of(args[0]);
    // region tiles
    TilingOptions tiling = TilingOptions.builder().tileSize(320).overlap(0.25).build();
    try (YoloNas model = YoloNas.load(checkpoint)) {
      ImageDetectionPrediction result =
          new TiledPredictor(model, tiling).predict(ImageSource.of(image));
      result.save(picture);
    }
    // endregion
  }
}
