package io.github.yolonas.onnx;

import static io.github.yolonas.onnx.Fixtures.distance;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.model.ReferenceInputs;
import io.github.yolonas.model.Samples;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.runtime.NetworkDetector;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported graphs in ONNX Runtime against this library's network and against the original. */
@ExtendWith(NativeLeakExtension.class)
class ExportParityTest {
  /** Of a score, and of a coordinate as part of the input's longer side. */
  private static final double TOLERANCE = 5e-5;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"s, 2, 320, 416", "m, 1, 256, 320", "l, 1, 192, 160"})
  void publishedVariants(String variant, int batch, int height, int width) throws Exception {
    Path checkpoint = Fixtures.published(variant, folder);
    OnnxExportOptions options =
        OnnxExportOptions.builder().inputSize(height, width).batchSize(batch).build();
    check(checkpoint, options, batch, height, width);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ckpt_latest.pth",
        "average_model.pth",
        "tiny_half_state_dict.pth",
        "tiny_legacy_nonzip.pth",
        "init_state_dict.pth"
      })
  void everyKindOfCheckpoint(String name) throws Exception {
    OnnxExportOptions options = OnnxExportOptions.builder().inputSize(160, 192).build();
    check(Fixtures.tiny(name), options, 1, 160, 192);
  }

  private void check(Path checkpoint, OnnxExportOptions options, int batch, int height, int width)
      throws Exception {
    Path onnx = folder.resolve("model.onnx");
    OnnxExporter.export(checkpoint, onnx, options);
    try (OrtModel model = new OrtModel(onnx);
        NetworkDetector own = Fixtures.detector(checkpoint);
        PointerScope scope = new PointerScope()) {
      checkSame(model, own, images(batch, height, width), Math.max(height, width));
    }
  }

  @Test
  void oneGraphForBatchesOfAnySize() throws Exception {
    Path onnx = folder.resolve("model.onnx");
    OnnxExportOptions options =
        OnnxExportOptions.builder().inputSize(96, 64).dynamicBatch().build();
    OnnxExporter.export(Fixtures.TINY, onnx, options);
    try (OrtModel model = new OrtModel(onnx);
        NetworkDetector own = Fixtures.detector(Fixtures.TINY);
        PointerScope scope = new PointerScope()) {
      checkSame(model, own, images(1, 96, 64), 96);
      checkSame(model, own, images(3, 96, 64), 96);
    }
  }

  private static void checkSame(OrtModel model, NetworkDetector own, Tensor images, int side)
      throws Exception {
    DecodedBoxes expected = own.detect(images);
    OrtModel.Outputs found = model.run(images);
    assertThat(found.byName()).containsOnlyKeys("boxes", "scores");
    assertThat(distance(found.get("scores"), expected.scores()))
        .as("scores")
        .isLessThanOrEqualTo(TOLERANCE);
    assertThat(distance(found.get("boxes"), expected.boxes()))
        .as("boxes, pixels")
        .isLessThanOrEqualTo(TOLERANCE * side);
  }

  /** The original's own network, fully fused, on the same input. */
  @Test
  void sameNumbersAsTheOriginal() throws Exception {
    JsonNode expected = ReferenceData.resource("tiny/expected_fused_1x3x160x192.json");
    Path onnx = folder.resolve("model.onnx");
    OnnxExporter.export(
        Fixtures.TINY, onnx, OnnxExportOptions.builder().inputSize(160, 192).build());
    try (OrtModel model = new OrtModel(onnx);
        PointerScope scope = new PointerScope()) {
      OrtModel.Outputs found = model.run(images(1, 160, 192));
      assertThat(Samples.worst(found.get("boxes"), expected.get("pred_bboxes")))
          .isLessThanOrEqualTo(2e-3);
      assertThat(Samples.worst(found.get("scores"), expected.get("pred_scores")))
          .isLessThanOrEqualTo(2e-5);
    }
  }

  private static Tensor images(int batch, int height, int width) {
    return ReferenceInputs.network("%dx3x%dx%d".formatted(batch, height, width));
  }
}
