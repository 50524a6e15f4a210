package io.github.yolonas.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NativeLeakExtension.class)
class OnnxExporterTest {
  private static final OnnxExportOptions SMALL =
      OnnxExportOptions.builder().inputSize(32, 64).build();

  @TempDir Path folder;

  @Test
  void theFileTellsWhatItIs() throws Exception {
    Path onnx = folder.resolve("model.onnx");
    OnnxExporter.export(
        Fixtures.SHAPES,
        onnx,
        OnnxExportOptions.builder().nms(PredictOptions.conf(0.25)).dynamicBatch().build());
    try (OrtModel model = new OrtModel(onnx)) {
      Map<String, String> metadata = model.metadata().getCustomMetadata();
      assertThat(metadata)
          .containsEntry("class_names", "[\"circle\",\"square\",\"triangle\",\"star\",\"cross\"]")
          .containsEntry("input", "float32 RGB / 255.0")
          .containsEntry("conf", "0.25")
          .containsEntry("iou", "0.65");
      assertThat(model.metadata().getProducerName()).isEqualTo("yolonas");
      TensorInfo input = model.input("images");
      assertThat(input.getShape()).containsExactly(-1, 3, 320, 320); // as the checkpoint says
      assertThat(input.getDimensionNames()).containsExactly("batch", "", "", "");
      TensorInfo output = model.output("detections");
      assertThat(output.getShape()).containsExactly(-1, 7);
    }
  }

  @Test
  void fixedShapesAndPixelInput() throws Exception {
    Path onnx = folder.resolve("model.onnx");
    OnnxExporter.export(
        Fixtures.TINY,
        onnx,
        OnnxExportOptions.builder().inputSize(32, 64).batchSize(2).uint8Input(true).build());
    try (OrtModel model = new OrtModel(onnx)) {
      TensorInfo input = model.input("images");
      assertThat(input.getShape()).containsExactly(2, 3, 32, 64);
      assertThat(input.type).isEqualTo(OnnxJavaType.UINT8);
      TensorInfo boxes = model.output("boxes");
      assertThat(boxes.getShape()).containsExactly(2, 32 + 8 + 2, 4);
      TensorInfo scores = model.output("scores");
      assertThat(scores.getShape()).containsExactly(2, 32 + 8 + 2, 3);
    }
  }

  /** Whoever knows the checkpoint finds his way in the graph. */
  @Test
  void constantsAreCalledAsInTheCheckpoint() throws Exception {
    Path onnx = folder.resolve("model.onnx");
    OnnxExporter.export(Fixtures.TINY, onnx, SMALL);
    UnknownFieldSet model = UnknownFieldSet.parseFrom(Files.readAllBytes(onnx));
    assertThat(model.getField(OnnxFields.Model.IR_VERSION).getVarintList()).containsExactly(8L);
    UnknownFieldSet opset = only(model, OnnxFields.Model.OPSET_IMPORT);
    assertThat(opset.getField(OnnxFields.OperatorSet.VERSION).getVarintList()).containsExactly(17L);
    Set<String> constants =
        names(only(model, OnnxFields.Model.GRAPH), OnnxFields.Graph.INITIALIZER);
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.TINY)) {
      List<String> kept =
          checkpoint.stateDict().names().stream()
              .filter(name -> name.endsWith("_pred.weight") || name.endsWith("alpha"))
              .toList();
      assertThat(kept).hasSizeGreaterThan(6);
      assertThat(constants).containsAll(kept);
    }
    assertThat(constants).contains("backbone.stem.conv.weight", "neck.neck1.upsample.bias");
  }

  private static Set<String> names(UnknownFieldSet graph, int field) throws Exception {
    return graph.getField(field).getLengthDelimitedList().stream()
        .map(OnnxExporterTest::parsed)
        .map(tensor -> tensor.getField(OnnxFields.Tensor.NAME).getLengthDelimitedList().get(0))
        .map(ByteString::toStringUtf8)
        .collect(Collectors.toSet());
  }

  private static UnknownFieldSet only(UnknownFieldSet message, int field) {
    List<ByteString> values = message.getField(field).getLengthDelimitedList();
    assertThat(values).hasSize(1);
    return parsed(values.get(0));
  }

  private static UnknownFieldSet parsed(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theSameExportIsTheSameFile() {
    OnnxExporter.export(Fixtures.TINY, folder.resolve("1.onnx"), SMALL);
    OnnxExporter.export(Fixtures.TINY, folder.resolve("2.onnx"), SMALL);
    assertThat(folder.resolve("1.onnx")).hasSameBinaryContentAs(folder.resolve("2.onnx"));
  }

  @Test
  void anExistingFileIsReplaced() throws Exception {
    Path onnx = Files.writeString(folder.resolve("model.onnx"), "old");
    OnnxExporter.export(Fixtures.TINY, onnx, SMALL);
    assertThat(Files.size(onnx)).isGreaterThan(100_000);
  }

  @Test
  void aPathThatCannotBeWrittenIsNamed() {
    assertThatThrownBy(() -> OnnxExporter.export(Fixtures.TINY, folder, SMALL))
        .isInstanceOf(OnnxExportException.class)
        .hasMessage(folder + ": expected a file to write, found a directory");
    Path missing = folder.resolve("no/model.onnx");
    assertThatThrownBy(() -> OnnxExporter.export(Fixtures.TINY, missing, SMALL))
        .isInstanceOf(OnnxExportException.class)
        .hasMessageContaining("expected a file in an existing directory")
        .hasMessageContaining(folder.resolve("no").toString());
    Path endless = folder.resolve("x".repeat(10_000) + "/model.onnx");
    assertThatThrownBy(() -> OnnxExporter.export(Fixtures.TINY, endless, SMALL))
        .isInstanceOf(OnnxExportException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatIsNoYoloNasLeavesNoFile() throws Exception {
    Path onnx = folder.resolve("model.onnx");
    Path text = Files.writeString(folder.resolve("model.pth"), "no checkpoint, but some text");
    assertThatThrownBy(() -> OnnxExporter.export(text, onnx, SMALL))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(text.toString());
    Path missing = folder.resolve("none.pth");
    assertThatThrownBy(() -> OnnxExporter.export(missing, onnx, SMALL))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("no such file");
    Path program = Fixtures.tiny("tiny_fused_1x3x160x192.torchscript.pt");
    assertThatThrownBy(() -> OnnxExporter.export(program, onnx, SMALL))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("TorchScript");
    assertThat(onnx).doesNotExist();
  }

  @Test
  void optionsThatDoNotFitAreNamed() {
    Path onnx = folder.resolve("model.onnx");
    OnnxExportOptions noSize =
        OnnxExportOptions.builder()
            .preprocess(PreprocessOptions.cocoDefault().skipImageResizing())
            .build();
    assertThatThrownBy(() -> OnnxExporter.export(Fixtures.TINY, onnx, noSize))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DetectionAutoPadding")
        .hasMessageContaining("inputSize");
    OnnxExportOptions someClasses =
        OnnxExportOptions.builder().nms(PredictOptions.builder().classes("apple").build()).build();
    assertThatThrownBy(() -> OnnxExporter.export(Fixtures.TINY, onnx, someClasses))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected none, found [apple]");
    OnnxExportOptions names = OnnxExportOptions.builder().classNames(List.of("one", "two")).build();
    assertThatThrownBy(() -> OnnxExporter.export(Fixtures.TINY, onnx, names))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("expected 3 class names");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void impossibleOptionsAreNamed() {
    OnnxExportOptions.Builder b = OnnxExportOptions.builder();
    assertThatThrownBy(() -> b.inputSize(640, 630))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 32, found 640×630");
    assertThatThrownBy(() -> b.batchSize(0).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batchSize: expected at least 1, found 0");
  }
}
