package io.github.yolonas.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.ImageDetectionPrediction;
import io.github.yolonas.InferenceException;
import io.github.yolonas.PredictionOutcome;
import io.github.yolonas.Timings;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.ImageShape;
import io.github.yolonas.preprocess.ImageSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What becomes of a batch whose pass fails in native code. */
class BatchDetectorTest {
  private static final ImageRow GOOD = image("good.png");
  private static final ImageRow POISON = image("poison.png");
  private static final ImageRow NOTHING = new ImageRow.Unreadable("nothing.png", "nothing there");

  private final List<Integer> passes = new ArrayList<>();

  private static ImageRow image(String name) {
    return new ImageRow.Encoded(name, ImageSource.of(new byte[0], name));
  }

  /** Fails whenever the poison is among the images. */
  private List<PredictionOutcome> pass(List<ImageSource> images) {
    passes.add(images.size());
    if (images.stream().anyMatch(image -> image.name().equals("poison.png"))) {
      throw new InferenceException("numbers overflow");
    }
    return images.stream().map(BatchDetectorTest::outcome).toList();
  }

  private static PredictionOutcome outcome(ImageSource image) {
    Duration zero = Duration.ZERO;
    return new PredictionOutcome.Predicted(
        new ImageDetectionPrediction(
            image.name(),
            Optional.empty(),
            List.of(),
            new DetectionPrediction(List.of(), new ImageShape(3, 4)),
            new Timings(zero, zero, zero, zero)));
  }

  @Test
  void theOthersOfTheBatchAreNotAffected() {
    BatchDetector detector = new BatchDetector(this::pass, () -> {});
    List<Row> rows = detector.detect(List.of(GOOD, NOTHING, POISON, GOOD));
    assertThat(rows)
        .extracting(row -> row.getString(4))
        .containsExactly(null, "nothing there", "poison.png: numbers overflow", null);
    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactly("good.png", "nothing.png", "poison.png", "good.png");
    assertThat(rows.get(3).getInt(1)).as("width").isEqualTo(4);
    assertThat(passes).containsExactly(3, 1, 1, 1);
  }

  @Test
  void aModelThatFailsOnABlankImageFailsTheTask() {
    InferenceException broken = new InferenceException("device lost");
    BatchDetector detector =
        new BatchDetector(
            this::pass,
            () -> {
              throw broken;
            });
    assertThatThrownBy(() -> detector.detect(List.of(GOOD, POISON)))
        .isSameAs(broken)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(detector.detect(List.of(GOOD, GOOD))).as("nobody asks the blank image").hasSize(2);
  }
}
