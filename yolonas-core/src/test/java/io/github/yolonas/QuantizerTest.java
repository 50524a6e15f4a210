package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.checkpoint.CheckpointMetadata;
import io.github.yolonas.checkpoint.CheckpointWriter;
import io.github.yolonas.checkpoint.DType;
import io.github.yolonas.checkpoint.StateDict;
import io.github.yolonas.checkpoint.StoredTensor;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NativeLeakExtension.class)
class QuantizerTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");
  private static final Path IMAGES =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/few");

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("int8.safetensors");
  }

  @ParameterizedTest
  @EnumSource
  void detectsWhatTheOriginalDetects(CalibrationMethod method) {
    QuantizationReport report =
        Quantizer.quantize(
            MODEL, IMAGES, out(), QuantizationOptions.builder().method(method).build());
    assertThat(report.images()).isEqualTo(4);
    assertThat(report.skipped()).isEmpty();
    assertThat(report.detections().before()).isPositive();
    assertThat(report.detections().matched())
        .isGreaterThanOrEqualTo(report.detections().before() - 1);
    assertThat(report.detections().meanIou()).isGreaterThan(0.9);
    assertThat(report.detections().meanScoreChange()).isLessThan(0.05);
    assertThat(report.toString()).contains("in int8", "4 images");
  }

  @Test
  void whatIsWrittenLoadsAndRunsInInt8() throws IOException {
    QuantizationReport report = Quantizer.quantize(MODEL, IMAGES, out());
    assertThat(Files.size(out())).isLessThan(Files.size(MODEL) / 2);
    try (YoloNas exact = YoloNas.load(MODEL);
        YoloNas quantized = YoloNas.load(out());
        YoloNas floating = load(out(), Precision.FP32)) {
      assertThat(quantized.precision()).isEqualTo(Precision.INT8);
      assertThat(quantized.classNames()).isEqualTo(exact.classNames());
      for (Path image : images()) {
        List<Detection> expected = exact.predict(image).prediction().stream().toList();
        assertSame(quantized.predict(image).prediction().stream().toList(), expected);
        assertSame(floating.predict(image).prediction().stream().toList(), expected);
      }
      assertThat(quantized.predict(images().get(0)).prediction())
          .isEqualTo(quantized.predict(images().get(0)).prediction());
    }
    assertThat(report.quantizedLayers()).isGreaterThan(report.layers().size() / 2);
  }

  private static void assertSame(List<Detection> found, List<Detection> expected) {
    assertAmong(sure(expected), found);
    assertAmong(sure(found), expected);
  }

  /** Those that no rounding can bring below the threshold. */
  private static List<Detection> sure(List<Detection> detections) {
    return detections.stream().filter(d -> d.confidence() > 0.6f).toList();
  }

  private static void assertAmong(List<Detection> some, List<Detection> all) {
    for (Detection e : some) {
      assertThat(all)
          .anySatisfy(
              f -> {
                assertThat(f.label()).isEqualTo(e.label());
                assertThat(f.confidence()).isCloseTo(e.confidence(), within(0.1f));
                assertThat(f.box().iou(e.box())).isGreaterThan(0.8f);
              });
    }
  }

  @Test
  void stemPredictionsAndWhatIsAskedForStayExact() {
    QuantizationReport report =
        Quantizer.quantize(
            MODEL, IMAGES, out(), QuantizationOptions.builder().keep("heads.head1").build());
    for (QuantizationReport.Layer layer : report.layers()) {
      boolean kept =
          layer.name().startsWith("backbone.stem")
              || layer.name().endsWith("_pred")
              || layer.name().startsWith("heads.head1.");
      assertThat(layer.quantized()).as(layer.name()).isEqualTo(!kept);
      assertThat(layer.ownSnr()).as(layer.name()).isGreaterThan(10);
    }
  }

  @Test
  void aDemandOnPrecisionKeepsSensitiveLayers() {
    QuantizationReport free = Quantizer.quantize(MODEL, IMAGES, out());
    QuantizationReport strict =
        Quantizer.quantize(
            MODEL, IMAGES, out(), QuantizationOptions.builder().leastSnr(30).build());
    assertThat(strict.quantizedLayers()).isLessThan(free.quantizedLayers());
    assertThat(strict.layers())
        .filteredOn(QuantizationReport.Layer::quantized)
        .allSatisfy(layer -> assertThat(layer.ownSnr()).isGreaterThan(29));
  }

  @Test
  void unreadableImagesAreLeftOutAndNamed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
    List<ImageSource> sources = List.of(ImageSource.of(broken), ImageSource.of(images().get(0)));
    List<String> progress = new ArrayList<>();
    QuantizationReport report =
        Quantizer.quantize(
            MODEL,
            sources,
            out(),
            QuantizationOptions.builder()
                .progress((done, total) -> progress.add(done + " of " + total.orElseThrow()))
                .build());
    assertThat(report.images()).isEqualTo(1);
    assertThat(report.skipped()).singleElement().asString().contains("broken.png");
    assertThat(progress).containsExactly("1 of 2", "2 of 2");
  }

  @Test
  void noImageIsAnErrorAndWritesNothing() {
    assertThatThrownBy(
            () -> Quantizer.quantize(MODEL, List.of(), out(), QuantizationOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one image");
    assertThatThrownBy(() -> Quantizer.quantize(MODEL, folder, out()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(out()).doesNotExist();
  }

  @Test
  void interruptingStopsWithoutAFile() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> Quantizer.quantize(MODEL, IMAGES, out()))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(out()).doesNotExist();
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> Quantizer.quantize(MODEL, IMAGES, folder.resolve("int8.pth")))
        .hasMessageContaining(".safetensors");
    assertThatThrownBy(() -> Quantizer.quantize(MODEL, folder.resolve("none"), out()))
        .hasMessageContaining("expected a folder");
    assertThatThrownBy(
            () ->
                Quantizer.quantize(
                    MODEL, IMAGES, out(), QuantizationOptions.builder().keep("head9").build()))
        .hasMessageContaining("no layer 'head9'");
    assertThatThrownBy(
            () -> Quantizer.quantize(MODEL, IMAGES, folder.resolve("no/such/x.safetensors")))
        .isInstanceOf(CheckpointException.class);
    assertThatThrownBy(() -> QuantizationOptions.builder().percentile(101).build())
        .hasMessageContaining("101");
  }

  @Test
  void aQuantizedCheckpointIsNotQuantizedAgain() {
    Quantizer.quantize(MODEL, IMAGES, out());
    assertThatThrownBy(() -> Quantizer.quantize(out(), IMAGES, folder.resolve("again.safetensors")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("quantized already");
  }

  @Test
  void int8NeedsAQuantizedCheckpointAndTheCpu() {
    assertThatThrownBy(() -> load(MODEL, Precision.INT8))
        .hasMessageContaining("needs a quantized checkpoint");
  }

  @Test
  void aLayerThatTheNetworkDoesNotHaveIsNamed() throws IOException {
    Quantizer.quantize(MODEL, IMAGES, out());
    Path other =
        rewritten(
            tensor ->
                tensor.named(
                    tensor
                        .name()
                        .replace("neck.neck3.conv.quantization", "neck.neck9.conv.quantization")));
    assertThatThrownBy(() -> YoloNas.load(other))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("neck.neck9.conv.quantization");
  }

  @Test
  void scalesThatAreNoneAreNamed() throws IOException {
    Quantizer.quantize(MODEL, IMAGES, out());
    Path other =
        rewritten(
            tensor ->
                tensor.name().equals("neck.neck3.conv.quantization")
                    ? StoredTensor.of(
                        tensor.name(),
                        DType.FLOAT64,
                        new long[] {4},
                        b -> b.putDouble(-1).putDouble(0).putDouble(1).putDouble(0))
                    : tensor);
    assertThatThrownBy(() -> YoloNas.load(other))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("neck.neck3.conv.quantization")
        .hasMessageContaining("-1.0");
  }

  private Path rewritten(UnaryOperator<StoredTensor> change) {
    Path file = folder.resolve("other.safetensors");
    try (Checkpoint open = Checkpoint.open(out())) {
      StateDict.Builder changed = StateDict.builder();
      open.stateDict().stream().map(change).forEach(changed::add);
      CheckpointWriter.write(file, changed.build(), CheckpointMetadata.none());
    }
    return file;
  }

  private static YoloNas load(Path file, Precision precision) {
    return YoloNas.load(file, YoloNasOptions.builder().precision(precision).build());
  }

  private static List<Path> images() throws IOException {
    try (Stream<Path> files = Files.list(IMAGES)) {
      return files.sorted().toList();
    }
  }
}
