package io.github.yolonas.examples.command;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.format.DetectionWriter;
import io.github.yolonas.format.PascalVocFormat;
import io.github.yolonas.format.YoloFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** A folder of files for each image, each whole as soon as it is there. */
final class LabelFolder implements ResultOutput {
  private final Path folder;
  private final ToIntFunction<ImageDetectionPrediction> write;
  private int files;

  private LabelFolder(Path folder, ToIntFunction<ImageDetectionPrediction> write) {
    this.folder = folder;
    this.write = write;
  }

  /** YOLO's text files, as trainers read them: without scores. */
  static LabelFolder yolo(Path folder, List<String> classNames) {
    return of(folder, YoloFormat.of(classNames).folder(folder));
  }

  /** PASCAL VOC's XML files. */
  static LabelFolder voc(Path folder, List<String> classNames) {
    return of(folder, PascalVocFormat.of(classNames).folder(folder));
  }

  private static LabelFolder of(Path folder, DetectionWriter writer) {
    return new LabelFolder(
        folder,
        result -> {
          writer.write(result);
          return 1;
        });
  }

  /** The pixels of each box, in a folder for each class. */
  static LabelFolder crops(Path folder) {
    return new LabelFolder(folder, result -> result.saveCrops(folder).size());
  }

  @Override
  public Optional<String> add(PredictionOutcome outcome) {
    if (outcome instanceof PredictionOutcome.Predicted found) {
      files += write.applyAsInt(found.prediction());
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> complete() {
    return Optional.of("wrote %s: %d %s".formatted(folder, files, files == 1 ? "file" : "files"));
  }

  @Override
  public void close() {}
}
