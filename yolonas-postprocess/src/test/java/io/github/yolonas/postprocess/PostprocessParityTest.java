package io.github.yolonas.postprocess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same boxes in the same order as the original, ties and special cases included. */
@ParameterizedClass
@EnumSource(Selection.class)
@ExtendWith(NativeLeakExtension.class)
class PostprocessParityTest {
  private final Selection selection;

  PostprocessParityTest(Selection selection) {
    this.selection = selection;
  }

  private static final JsonNode FIXTURE = ReferenceData.resource("postproc/postproc.json.gz");

  @ParameterizedTest
  @ValueSource(strings = {"p300x5", "p8400x80", "p1200x3", "p40x2"})
  void everyCombinationOfOptions(String name) {
    JsonNode set = FIXTURE.at("/sets/" + name);
    GeneratedDetections generated = generated(set.get("key").asText(), set);
    assertThat(GeneratedDetections.sha256(generated.boxes))
        .isEqualTo(set.get("boxes_sha256").asText());
    assertThat(GeneratedDetections.sha256(generated.scores))
        .isEqualTo(set.get("scores_sha256").asText());
    assertThat(set.get("cases")).hasSize(17);
    for (JsonNode expected : set.get("cases")) {
      Candidates kept = process(generated.boxes, generated.scores, options(expected.get("params")));
      assertThat(kept.anchors())
          .as(expected.get("params").toString())
          .isEqualTo(ReferenceData.ints(expected.get("anchor")));
      assertThat(kept.labels()).isEqualTo(ReferenceData.ints(expected.get("cls")));
      assertUnchanged(kept, generated, set.get("classes").asInt());
    }
  }

  /** Every row still has its anchor's box and score, bit for bit. */
  private static void assertUnchanged(Candidates kept, GeneratedDetections input, int classes) {
    for (int i = 0; i < kept.size(); i++) {
      int anchor = kept.anchors[i];
      assertThat(Arrays.copyOfRange(kept.boxes, 4 * i, 4 * i + 4))
          .isEqualTo(Arrays.copyOfRange(input.boxes, 4 * anchor, 4 * anchor + 4));
      assertThat(kept.scores[i]).isEqualTo(input.scores[anchor * classes + kept.labels[i]]);
    }
  }

  static Stream<JsonNode> specialCases() {
    return StreamSupport.stream(FIXTURE.get("special").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("specialCases")
  void specialCase(JsonNode special) {
    Candidates kept =
        process(
            flat(special.get("boxes")),
            flat(special.get("scores")),
            options(special.get("params")));
    assertRows(kept, special.get("rows"));
    assertThat(kept.size())
        .as(special.get("title").asText())
        .isEqualTo(special.get("shape").get(0).asInt());
  }

  @Test
  void theImagesOfABatchAreIndependent() {
    JsonNode batch = FIXTURE.get("batch2");
    JsonNode set = FIXTURE.at("/sets/p300x5");
    try (PointerScope scope = new PointerScope()) {
      List<DecodedBoxes> images =
          Stream.of(batch.get("keys").get(0), batch.get("keys").get(1))
              .map(key -> generated(key.asText(), set))
              .map(image -> Tensors.decoded(image.boxes, image.scores))
              .toList();
      DecodedBoxes both =
          new DecodedBoxes(
              join(images.get(0).boxes(), images.get(1).boxes()),
              join(images.get(0).scores(), images.get(1).scores()));
      PostprocessOptions options = options(FIXTURE.get("default_params"));
      List<Candidates> together = selection.select(both, options);
      for (int i = 0; i < 2; i++) {
        assertThat(together.get(i)).isEqualTo(selection.select(images.get(i), options).get(0));
        Candidates kept = DetectionPostprocessor.process(together.get(i), options);
        assertThat(kept.size()).isEqualTo(batch.get("n").get(i).asInt());
        assertRows(kept, batch.get("first_rows").get(i));
      }
    }
  }

  private static Tensor join(Tensor a, Tensor b) {
    return torch.cat(new TensorVector(a, b), 0);
  }

  private static GeneratedDetections generated(String key, JsonNode set) {
    return new GeneratedDetections(
        key,
        set.get("anchors").asInt(),
        set.get("classes").asInt(),
        set.get("score_squarings").asInt());
  }

  private Candidates process(float[] boxes, float[] scores, PostprocessOptions options) {
    try (PointerScope scope = new PointerScope()) {
      Candidates candidates = selection.select(Tensors.decoded(boxes, scores), options).get(0);
      return DetectionPostprocessor.process(candidates, options);
    }
  }

  /** The first rows, bit for bit: x1, y1, x2, y2, score, class. */
  private static void assertRows(Candidates kept, JsonNode rows) {
    for (int i = 0; i < rows.size(); i++) {
      float[] row = ReferenceData.floats(rows.get(i));
      assertThat(kept.box(i)).isEqualTo(new BoundingBox(row[0], row[1], row[2], row[3]));
      assertThat(kept.scores()[i]).isEqualTo(row[4]);
      assertThat(kept.labels()[i]).isEqualTo((int) row[5]);
    }
  }

  private static float[] flat(JsonNode rows) {
    int columns = rows.get(0).size();
    float[] values = new float[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(ReferenceData.floats(rows.get(i)), 0, values, i * columns, columns);
    }
    return values;
  }

  private static PostprocessOptions options(JsonNode params) {
    return PostprocessOptions.builder()
        .conf(params.get("score_threshold").asDouble())
        .iou(params.get("nms_threshold").asDouble())
        .nmsTopK(params.get("nms_top_k").asInt())
        .maxPredictions(params.get("max_predictions").asInt())
        .multiLabelPerBox(params.get("multi_label_per_box").asBoolean())
        .classAgnosticNms(params.get("class_agnostic_nms").asBoolean())
        .build();
  }
}
