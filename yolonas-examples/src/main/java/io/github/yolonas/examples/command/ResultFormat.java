package io.github.yolonas.examples.command;

import io.github.yolonas.file.FileStem;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The files that {@code --format} names. */
enum ResultFormat {
  /** A table with scores. */
  CSV("detections.csv"),

  /** What {@code --json} prints. */
  JSON("detections.json"),

  /** A data set: images, objects, categories. */
  COCO("detections.coco.json"),

  /** A text file for each image, beside {@code classes.txt}. */
  YOLO("labels"),

  /** An XML file for each image. */
  VOC("annotations");

  private final String place;

  ResultFormat(String place) {
    this.place = place;
  }

  /** What {@code --format} takes. */
  static final class Converter extends NameConverter<ResultFormat> {
    Converter() {
      super(ResultFormat.class);
    }
  }

  /** The file or folder of this format. */
  Path in(Path folder) {
    return folder.resolve(place);
  }

  /** Begins to write. */
  ResultOutput open(Path folder, List<String> classNames) {
    Path target = in(folder);
    return switch (this) {
      case CSV -> ResultFile.csv(target);
      case JSON -> ResultFile.json(target);
      case COCO -> new CocoFile(target, classNames);
      case YOLO -> LabelFolder.yolo(target, classNames);
      case VOC -> LabelFolder.voc(target, classNames);
    };
  }

  /** By what the format knows an image; empty if by all of its path. */
  Optional<String> nameOf(String source) {
    return switch (this) {
      case CSV, JSON -> Optional.empty();
      case COCO -> Optional.of(FileStem.lastPart(source));
      case YOLO -> Optional.of(FileStem.of(source) + ".txt");
      case VOC -> Optional.of(FileStem.of(source) + ".xml");
    };
  }

  /** As users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
