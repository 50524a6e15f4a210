package io.github.yolonas.examples;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.PredictionJsonWriter;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.YoloNas;
import io.github.yolonas.preprocess.ImageSources;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** All images of a folder, and of those in it, to one JSON file and annotated pictures. */
public final class DetectFolder {
  private DetectFolder() {}

  /** Arguments: the checkpoint, the folder of images, the folder to write to. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("arguments: CHECKPOINT IMAGES OUT, such as symbols.pth photos out");
      System.exit(2);
    }
    detect(Path.of(args[0]), Path.of(args[1]), Files.createDirectories(Path.of(args[2])));
  }

  private static void detect(Path checkpoint, Path photos, Path out) throws IOException {
    // region folder
    try (YoloNas model = YoloNas.load(checkpoint);
        Writer file = Files.newBufferedWriter(out.resolve("all.json"));
        PredictionJsonWriter json = new PredictionJsonWriter(file);
        Stream<PredictionOutcome> outcomes =
            model.stream(ImageSources.tree(photos), PredictOptions.defaults())) {
      int number = 0;
      for (PredictionOutcome outcome : (Iterable<PredictionOutcome>) outcomes::iterator) {
        json.write(outcome); // an image that cannot be read is an entry with its error
        if (outcome instanceof PredictionOutcome.Predicted found) {
          found.prediction().save(out.resolve(++number + ".jpg"));
        }
      }
    }
    // endregion
  }
}
