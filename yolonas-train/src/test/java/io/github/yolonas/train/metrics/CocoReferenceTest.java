package io.github.yolonas.train.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers of pycocotools, on the same files. */
class CocoReferenceTest {
  /** What is asked for is 1e-6; sums differ from numpy's by their order alone. */
  private static final double TOLERANCE = 1e-12;

  /** Of some ten thousand numbers, so that a single precision that differs would be seen. */
  private static final double SUM_TOLERANCE = 1e-8;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "crowd", "ignore", "ties", "sparse_ids", "many", "all"})
  void casesAgree(String name) throws IOException {
    JsonNode reference = ReferenceData.resource("cocoeval/" + name + ".json.gz");
    assertAgrees(
        reference.get("ground_truth"), reference.get("detections"), reference.get("expected"));
  }

  @Test
  void theOriginalsDetectionsOnTheToyValidationSetAgree() throws IOException {
    assertAgrees(
        ReferenceData.resource("toy/annotations.json.gz"),
        ReferenceData.resource("toy/original_detections_conf_0.01.json.gz"),
        ReferenceData.resource("toy/original_coco_stats.json"));
  }

  private void assertAgrees(JsonNode truth, JsonNode detections, JsonNode expected)
      throws IOException {
    CocoEvaluation evaluation =
        CocoEvaluator.evaluate(
            CocoGroundTruth.read(write("truth.json", truth)),
            CocoResults.read(write("detections.json", detections)));
    assertThat(evaluation.stats().toArray())
        .containsExactly(ReferenceData.doubles(expected.get("stats")), within(TOLERANCE));
    JsonNode perCategory = expected.get("per_category_ap");
    assertThat(evaluation.perCategoryAp()).hasSameSizeAs(perCategory);
    evaluation
        .perCategoryAp()
        .forEach(
            (id, ap) ->
                assertThat(ap)
                    .as("category %d", id)
                    .isCloseTo(perCategory.get(id.toString()).asDouble(), within(TOLERANCE))
                    .isEqualTo(evaluation.stats(id).ap()));
    double precisions =
        evaluation
            .curves()
            .flatMapToDouble(CategoryScores.Curve::precision)
            .filter(v -> v > -1)
            .sum();
    assertThat(precisions)
        .isCloseTo(expected.get("precision_sum").asDouble(), within(SUM_TOLERANCE));
    double recalls =
        evaluation.curves().mapToDouble(CategoryScores.Curve::recall).filter(v -> v > -1).sum();
    assertThat(recalls).isCloseTo(expected.get("recall_sum").asDouble(), within(SUM_TOLERANCE));
  }

  private Path write(String name, JsonNode json) throws IOException {
    return Files.writeString(folder.resolve(name), json.toString());
  }
}
