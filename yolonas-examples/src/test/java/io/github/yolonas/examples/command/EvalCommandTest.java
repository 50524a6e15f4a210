package io.github.yolonas.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(NativeLeakExtension.class)
class EvalCommandTest {
  private static final String MODEL = Toy.MODEL;

  private static final String TRUTH =
      """
      {"images": [{"id": 1, "file_name": "scene_11_320x240.png", "width": 320, "height": 240}],
       "categories": [{"id": 10, "name": "circle"}, {"id": 20, "name": "square"}],
       "annotations": [
         {"id": 1, "image_id": 1, "category_id": 10, "bbox": [10, 10, 50, 50], "area": 2500,
          "iscrowd": 0, "segmentation": [[1, 2, 3]]},
         {"id": 2, "image_id": 1, "category_id": 20, "bbox": [100, 100, 20, 20], "area": 400,
          "iscrowd": 0}]}
      """;
  private static final String DETECTIONS =
      """
      [{"image_id": 1, "category_id": 10, "bbox": [10, 10, 50, 50], "score": 0.9},
       {"image_id": 1, "category_id": 20, "bbox": [200, 100, 20, 20], "score": 0.5}]
      """;

  @TempDir private Path folder;

  private String truth = "";
  private String detections = "";

  @BeforeEach
  void writeFiles() throws IOException {
    truth = Files.writeString(folder.resolve("truth.json"), TRUTH).toString();
    detections = Files.writeString(folder.resolve("detections.json"), DETECTIONS).toString();
  }

  @Test
  void jsonIsTheTwelveNumbersAndEachCategory() {
    CommandRun run =
        CommandRun.of("eval", "--ground-truth", truth, "--detections", detections, "--json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.fieldNames()).toIterable().containsExactly("stats", "perCategoryAp");
    assertThat(ReferenceData.doubles(json.get("stats")))
        .containsExactly(
            new double[] {0.5, 0.5, 0.5, 0, 1, -1, 0.5, 0.5, 0.5, 0, 1, -1}, within(1e-9));
    assertThat(json.get("perCategoryAp")).hasSize(2);
    assertThat(json.at("/perCategoryAp/10").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(json.at("/perCategoryAp/20").asDouble()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void unknownCategoriesAreLeftOutAndCounted() throws IOException {
    Path more =
        Files.writeString(
            folder.resolve("more.json"),
            DETECTIONS.replace("\"category_id\": 20", "\"category_id\": 30"));
    CommandRun run =
        CommandRun.of("eval", "--ground-truth", truth, "--detections", more.toString(), "--json");
    assertThat(run.status()).isZero();
    assertThat(run.json().get("perCategoryAp")).hasSize(2);
    assertThat(run.err()).contains("left out 1 of 2 detections");
  }

  @Test
  void withoutJsonThereIsATable() {
    CommandRun run = CommandRun.of("eval", "--ground-truth", truth, "--detections", detections);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines().toList())
        .contains("Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] =  0.500")
        .anySatisfy(line -> assertThat(line).matches("circle +1 +1.000 +1.000 .*"))
        .anySatisfy(line -> assertThat(line).matches("square +1 +0.000 +0.000 .*"));
  }

  @Test
  void theReportGoesToItsFolder() {
    Path report = folder.resolve("report");
    CommandRun run =
        CommandRun.of(
            "eval",
            "--ground-truth",
            truth,
            "--detections",
            detections,
            "--images",
            Toy.IMAGES,
            "--json",
            "--report",
            report.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("stats")).hasSize(12);
    assertThat(run.err()).contains("wrote " + report.resolve("report.html"));
    assertThat(report.resolve("report.html")).content().contains("image/jpeg;base64");
  }

  /** The shipped model is the one whose numbers by the original are known. */
  @Test
  void theModelsNumbersAreTheOriginals() {
    Path annotations = ReferenceData.optionalFile("toy/val/annotations.json");
    Path images = ReferenceData.optionalFile("toy/val/images");
    CommandRun run =
        CommandRun.of(
            "eval",
            "--ground-truth",
            annotations.toString(),
            "--model",
            MODEL,
            "--images",
            images.toString(),
            "--json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode original = ReferenceData.optionalJson("toy/val/original_coco_stats.json");
    assertThat(ReferenceData.doubles(run.json().get("stats")))
        .containsExactly(ReferenceData.doubles(original.get("stats")), within(1e-4));
    for (var ap : original.get("per_category_ap").properties()) {
      assertThat(run.json().get("perCategoryAp").get(ap.getKey()).asDouble())
          .isCloseTo(ap.getValue().asDouble(), within(1e-4));
    }
  }

  @Test
  void aModelOfOtherClassesIsRefused() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.json"), TRUTH.replace("circle", "cat").replace("square", "dog"));
    CommandRun run =
        CommandRun.of(
            "eval", "--ground-truth", other.toString(), "--model", MODEL, "--images", "images");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("none of the model's classes").contains("star").contains("dog");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'image_id': 1, 'category_id': 10, 'bbox': [1, 2, 3], 'score': 1}] | [0].bbox: expected 4",
        "[{'image_id': 1, 'category_id': 10, 'score': 1}] | [0]: expected a field bbox",
        "[{'image_id': 2, 'category_id': 10, 'bbox': [1, 2, 3, 4], 'score': 1}] | [0].image_id: expected an image of the ground truth, found 2",
        "{'image_id': 1} | expected an array of detections, found an object",
      })
  void aBadFileIsFailedWork(String json, String message) throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.json"), json.replace('\'', '"'));
    CommandRun run = CommandRun.of("eval", "--ground-truth", truth, "--detections", bad.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(bad.toString()).contains(message);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingFileIsFailedWorkWithASuggestion() {
    String mistyped = folder.resolve("detection.json").toString();
    CommandRun run = CommandRun.of("eval", "--ground-truth", truth, "--detections", mistyped);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(mistyped + ": cannot be read").contains(detections);
  }

  @Test
  void wrongUsageIsNamed() {
    assertWrong("expected either", "--ground-truth", truth);
    assertWrong(
        "expected either", "--ground-truth", truth, "--model", MODEL, "--detections", detections);
    assertWrong("--images DIR", "--ground-truth", truth, "--model", MODEL);
    assertWrong(
        "expected a folder", "--ground-truth", truth, "--model", MODEL, "--images", "nowhere");
    assertWrong("--ground-truth", "--detections", detections);
    assertWrong("--conf", "--ground-truth", truth, "--detections", detections, "--conf", "2");
  }

  private static void assertWrong(String message, String... arguments) {
    String[] line = new String[1 + arguments.length];
    line[0] = "eval";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    CommandRun run = CommandRun.of(line);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
