package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Samples;
import io.github.yolonas.model.TensorSource;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.CandidateSelector;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.testing.Rows;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every form in which the original (or PyTorch) saves one tiny custom network, against what the
 * original computes after loading the same file.
 */
@ExtendWith(NativeLeakExtension.class)
class TinyCheckpointParityTest {
  private static final JsonNode EXPECTED =
      ReferenceData.resource("tiny/expected_outputs.json").get("checkpoints");

  @ParameterizedTest
  @CsvSource({
    "ckpt_latest.pth,              ckpt_latest.pth,              2e-3, 2e-5",
    "average_model.pth,            average_model.pth,            2e-3, 2e-5",
    "ckpt_latest_weights_only.pth, ckpt_latest_weights_only.pth, 2e-3, 2e-5",
    "ckpt_ddp_module_prefix.pth,   ckpt_ddp_module_prefix.pth,   2e-3, 2e-5",
    "init_state_dict.pth,          init_state_dict.pth,          2e-3, 2e-5",
    "tiny_bare_state_dict.pth,     ckpt_latest_weights_only.pth, 2e-3, 2e-5",
    "tiny_legacy_nonzip.pth,       ckpt_latest_weights_only.pth, 2e-3, 2e-5"
  })
  void sameOutputsAsTheOriginal(String file, String fixture, double boxes, double scores) {
    JsonNode passes = EXPECTED.get(fixture).at("/outputs/loaded");
    assertThat(passes.size()).isEqualTo(2);
    for (LeafTransform transform : List.of(LeafTransform.IDENTITY, LeafTransform.FUSE)) {
      for (JsonNode pass : passes) {
        check(file, transform, pass, boxes, scores);
      }
    }
  }

  private static void check(
      String file, LeafTransform transform, JsonNode pass, double boxes, double scores) {
    try (Checkpoint checkpoint = Checkpoint.open(TinyModel.file(file));
        NetworkDetector detector = detector(checkpoint, transform);
        PointerScope scope = new PointerScope()) {
      DecodedBoxes decoded = detector.detect(TinyModel.input(pass.get("input").asText()));
      JsonNode tensors = pass.get("tensors");
      assertThat(Samples.worst(decoded.boxes(), tensors.get("pred_bboxes")))
          .isLessThanOrEqualTo(boxes);
      assertThat(Samples.worst(decoded.scores(), tensors.get("pred_scores")))
          .isLessThanOrEqualTo(scores);
      checkDetections(decoded, pass.get("nms"));
    }
  }

  private static void checkDetections(DecodedBoxes decoded, JsonNode nms) {
    PostprocessOptions options =
        PostprocessOptions.builder()
            .conf(nms.get("conf").asDouble())
            .iou(nms.get("iou").asDouble())
            .build();
    List<Candidates> images = CandidateSelector.select(decoded, options);
    assertThat(images).hasSize(nms.get("rows").size());
    for (int i = 0; i < images.size(); i++) {
      Candidates kept = DetectionPostprocessor.process(images.get(i), options);
      float[][] boxes =
          IntStream.range(0, kept.size())
              .mapToObj(row -> kept.box(row).toXyxy())
              .toArray(float[][]::new);
      Rows found = Rows.of(boxes, kept.scores(), kept.labels());
      assertThat(found.unmatched(TinyModel.rows(nms.get("rows").get(i)))).isEmpty();
    }
  }

  private static NetworkDetector detector(Checkpoint checkpoint, LeafTransform transform) {
    TensorSource tensors = new CheckpointTensors(checkpoint);
    return new NetworkDetector(
        YoloNasNetwork.load(ArchitectureInference.infer(tensors), tensors, transform));
  }
}
