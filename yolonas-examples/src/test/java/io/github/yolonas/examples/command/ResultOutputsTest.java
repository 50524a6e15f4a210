package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.ResultWriteException;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultOutputsTest {
  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();
  private final List<RuntimeException> failures = new ArrayList<>();

  private static PredictionOutcome outcome(String source, float right) {
    Detection object = new Detection(0, "circle", 0.5f, new BoundingBox(1, 1, right, 3));
    return new PredictionOutcome.Predicted(
        new ImageDetectionPrediction(
            source,
            Optional.empty(),
            List.of("circle"),
            new DetectionPrediction(List.of(object), new ImageShape(8, 8)),
            new Timings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO)));
  }

  private void add(ResultOutputs outputs, PredictionOutcome outcome) {
    outputs.add(outcome, notes::add, failures::add);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void filesOfAllImagesAppearWhenTheyAreComplete() throws Exception {
    try (ResultOutputs outputs = new ResultOutputs()) {
      outputs.open(ResultFormat.CSV.open(folder, List.of("circle")));
      outputs.open(ResultFormat.COCO.open(folder, List.of("circle")));
      add(outputs, outcome("a.png", 3));
      assertThat(files()).singleElement().asString().endsWith(".part");
      outputs.complete(notes::add);
      assertThat(files()).containsExactly("detections.coco.json", "detections.csv");
    }
    assertThat(files()).hasSize(2);
    assertThat(notes).hasSize(2).allMatch(note -> note.startsWith("wrote "));
  }

  @Test
  void whatIsNotCompletedLeavesNothing() throws Exception {
    Path before = Files.writeString(folder.resolve("detections.csv"), "before");
    try (ResultOutputs outputs = new ResultOutputs()) {
      outputs.open(ResultFormat.CSV.open(folder, List.of("circle")));
      outputs.open(ResultFormat.JSON.open(folder, List.of("circle")));
      add(outputs, outcome("a.png", 3));
    }
    assertThat(files()).containsExactly("detections.csv");
    assertThat(before).hasContent("before");
  }

  @Test
  void whatOneFormatCannotHoldTheOthersTake() {
    try (ResultOutputs outputs = new ResultOutputs()) {
      outputs.open(ResultFormat.COCO.open(folder, List.of("circle")));
      outputs.open(ResultFormat.JSON.open(folder, List.of("circle")));
      add(outputs, outcome("bad.png", Float.NaN));
      add(outputs, outcome("good.png", 3));
      outputs.complete(notes::add);
    }
    assertThat(failures).singleElement().asString().contains("bad.png").contains("finite");
    assertThat(folder.resolve("detections.json")).content().contains("bad.png", "good.png");
    assertThat(folder.resolve("detections.coco.json")).content().contains("good.png");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ResultFormat.CSV.open(folder.resolve("no"), List.of()))
        .isInstanceOf(ResultWriteException.class)
        .hasMessageContaining("detections.csv: cannot be written");
  }
}
