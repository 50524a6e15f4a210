package io.github.yolonas.examples.command;

import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.format.AnnotatedImage;
import io.github.yolonas.format.CocoDataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A COCO data set of what was found. All images come before the first object in it, so that it is
 * kept in memory, some hundred bytes an object, and written at the end.
 */
final class CocoFile implements ResultOutput {
  private final Path target;
  private final List<String> classNames;
  private final List<AnnotatedImage> images = new ArrayList<>();

  CocoFile(Path target, List<String> classNames) {
    this.target = target;
    this.classNames = List.copyOf(classNames);
  }

  @Override
  public Optional<String> add(PredictionOutcome outcome) {
    if (outcome instanceof PredictionOutcome.Predicted found) {
      images.add(AnnotatedImage.of(found.prediction()));
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> complete() {
    CocoDataset.of(classNames, images).write(target);
    return Optional.of("wrote " + target);
  }

  @Override
  public void close() {}
}
