package io.github.yolonas.onnx;

import static io.github.yolonas.onnx.Fixtures.distance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Precision;
import io.github.yolonas.QuantizationOptions;
import io.github.yolonas.Quantizer;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.runtime.Detector;
import io.github.yolonas.runtime.ModelLoader;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A quantized network in ONNX Runtime against this library's integers. */
@ExtendWith(NativeLeakExtension.class)
class QdqTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");
  private static final Path IMAGES =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/few");

  @TempDir Path folder;

  private Path quantized() throws Exception {
    Path out = folder.resolve("int8.safetensors");
    try (Stream<Path> files = Files.list(IMAGES)) {
      List<ImageSource> images = files.sorted().map(ImageSource::of).toList();
      Quantizer.quantize(MODEL, images, out, QuantizationOptions.defaults());
    }
    return out;
  }

  /** Roundings of ties differ, and are carried on; the sizes of the two errors do not. */
  @Test
  void theSameIntegersButForTies() throws Exception {
    Path checkpoint = quantized();
    Path onnx = folder.resolve("qdq.onnx");
    OnnxExporter.export(checkpoint, onnx, OnnxExportOptions.builder().qdq(true).build());
    assertThat(Files.size(onnx)).isLessThan(Files.size(MODEL) / 2);
    try (OrtModel model = new OrtModel(onnx);
        Detector own = detector(checkpoint, Precision.INT8);
        Detector exact = detector(MODEL, Precision.FP32);
        PointerScope scope = new PointerScope()) {
      Tensor images = torch.rand(1, 3, 320, 320);
      DecodedBoxes expected = own.detect(images);
      Tensor scores = model.run(images).get("scores");
      double apart = mean(scores.sub(expected.scores()));
      double rounding = mean(expected.scores().sub(exact.detect(images).scores()));
      assertThat(distance(scores, expected.scores())).isLessThan(0.1);
      assertThat(apart).isLessThan(rounding);
    }
  }

  private static double mean(Tensor x) {
    return x.abs().mean().item().toDouble();
  }

  private static Detector detector(Path checkpoint, Precision precision) {
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      return ModelLoader.load(open, YoloNasOptions.builder().precision(precision).build())
          .detector();
    }
  }

  @Test
  void withoutQdqItIsTheRoundedNetworkInFloatingPoint() throws Exception {
    Path checkpoint = quantized();
    Path onnx = folder.resolve("fp32.onnx");
    OnnxExporter.export(checkpoint, onnx, OnnxExportOptions.defaults());
    try (OrtModel model = new OrtModel(onnx);
        Detector own = detector(checkpoint, Precision.FP32);
        PointerScope scope = new PointerScope()) {
      Tensor images = torch.rand(1, 3, 320, 320);
      assertThat(distance(model.run(images).get("scores"), own.detect(images).scores()))
          .isLessThan(5e-5);
    }
  }

  @Test
  void aFloatingCheckpointHasNothingToWriteSo() {
    assertThatThrownBy(
            () ->
                OnnxExporter.export(
                    MODEL, folder.resolve("x.onnx"), OnnxExportOptions.builder().qdq(true).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quantized checkpoint");
    assertThat(folder).isEmptyDirectory();
  }
}
