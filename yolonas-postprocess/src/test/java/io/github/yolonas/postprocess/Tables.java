package io.github.yolonas.postprocess;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Cells of a table that hold detections, {@code x1 y1 x2 y2 score label}, parted by semicolons. */
final class Tables {
  static final ImageShape SHAPE = new ImageShape(480, 640);
  private static final List<String> NAMES = List.of("circle", "star", "cross");

  private Tables() {}

  static List<Detection> detections(@Nullable String cell) {
    return cell == null
        ? List.of()
        : Stream.of(cell.split(";", -1)).map(Tables::detection).toList();
  }

  static DetectionPrediction prediction(@Nullable String cell) {
    return new DetectionPrediction(detections(cell), SHAPE);
  }

  private static Detection detection(String text) {
    float[] v = Numbers.floats(text);
    int label = (int) v[5];
    return new Detection(label, NAMES.get(label), v[4], new BoundingBox(v[0], v[1], v[2], v[3]));
  }
}
