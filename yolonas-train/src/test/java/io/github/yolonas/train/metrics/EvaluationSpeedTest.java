package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.testing.ReferenceStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set as large as COCO's validation: 5,000 images, 80 categories, 100 detections each. */
class EvaluationSpeedTest {
  private static final int IMAGES = 5000;
  private static final int OBJECTS = 7;
  private static final int DETECTIONS = 100;
  private static final int CATEGORIES = 80;

  /** It takes some 5 s; only what is of another order shall fail, on a busy machine too. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void aValidationSetTakesSeconds() throws IOException {
    CocoGroundTruth truth = truth();
    Path file = folder.resolve("detections.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      detections(truth).writeJson(out);
    }
    long start = System.nanoTime();
    CocoResults results = CocoResults.read(file, truth);
    Duration read = Duration.ofNanos(System.nanoTime() - start);
    CocoStats stats = CocoEvaluator.evaluate(truth, results).stats();
    Duration evaluated = Duration.ofNanos(System.nanoTime() - start);
    DetectionEvaluation.of(truth, results);
    Duration everything = Duration.ofNanos(System.nanoTime() - start).minus(evaluated);
    Files.writeString(
        Path.of("target/evaluation-speed.md"),
        "reading %d MB: %s, with COCO's numbers: %s, everything: %s%n"
            .formatted(Files.size(file) >> 20, read, evaluated, everything));
    assertThat(results.detections()).hasSize(IMAGES * DETECTIONS);
    assertThat(stats.ap50()).isBetween(0.1, 0.99);
    assertThat(evaluated).isLessThan(PATIENCE);
    assertThat(everything).isLessThan(PATIENCE);
  }

  private static CocoGroundTruth truth() {
    ReferenceStream random = new ReferenceStream("evaluation/truth");
    List<CocoAnnotation> objects = new ArrayList<>();
    for (int i = 0; i < IMAGES * OBJECTS; i++) {
      CocoBox box =
          new CocoBox(
              400 * random.unit53(5L * i),
              400 * random.unit53(5L * i + 1),
              10 + 200 * random.unit53(5L * i + 2),
              10 + 200 * random.unit53(5L * i + 3));
      long category = (long) (CATEGORIES * random.unit53(5L * i + 4));
      objects.add(new CocoAnnotation(i / OBJECTS, category, box, box.area(), i % 90 == 0));
    }
    return new CocoGroundTruth(
        LongStream.range(0, IMAGES).mapToObj(i -> new CocoImage(i, "", 640, 640)).toList(),
        LongStream.range(0, CATEGORIES).mapToObj(i -> new CocoCategory(i, "class " + i)).toList(),
        objects);
  }

  /** Each is near an object, and mostly called what that is. */
  private static CocoResults detections(CocoGroundTruth truth) {
    ReferenceStream random = new ReferenceStream("evaluation/detections");
    List<CocoDetection> detections = new ArrayList<>();
    for (int i = 0; i < IMAGES * DETECTIONS; i++) {
      int image = i / DETECTIONS;
      CocoAnnotation object = truth.annotations().get(image * OBJECTS + i % OBJECTS);
      double noise = 60 * random.unit53(3L * i) * random.unit53(3L * i + 1);
      CocoBox box =
          new CocoBox(
              object.box().x() + noise,
              object.box().y(),
              object.box().width(),
              object.box().height());
      long category = i % 3 == 0 ? object.categoryId() : i % CATEGORIES;
      detections.add(new CocoDetection(image, category, box, random.unit53(3L * i + 2)));
    }
    return new CocoResults(detections);
  }
}
