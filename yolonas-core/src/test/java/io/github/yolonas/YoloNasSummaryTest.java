package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.runtime.LoadedModel;
import io.github.yolonas.runtime.ModelLoader;
import io.github.yolonas.runtime.NetworkDetector;
import io.github.yolonas.summary.LayerSummary;
import io.github.yolonas.summary.ModelSummary;
import io.github.yolonas.summary.NetworkForm;
import io.github.yolonas.summary.SummaryColumn;
import io.github.yolonas.summary.SummaryOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A loaded model describes itself as its file does, and as it is. */
@ExtendWith(NativeLeakExtension.class)
class YoloNasSummaryTest {
  private static final SummaryOptions FUSED = SummaryOptions.builder().fused(true).build();

  @TempDir private Path folder;

  @Test
  void isThatOfTheCheckpoint() {
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT)) {
      long before = Pointer.totalCount();
      ModelSummary summary = model.summary();
      assertThat(Pointer.totalCount()).isEqualTo(before);
      assertThat(summary)
          .isEqualTo(ModelSummary.of(ToyModel.CHECKPOINT, SummaryOptions.defaults()));
      assertThat(summary.form()).isEqualTo(NetworkForm.ORIGINAL);
      assertThat(summary.layers().get(0).inputSize()).containsExactly(1L, 3L, 320L, 320L);
      assertThat(summary.totals().params()).isEqualTo(682_660);
      assertThat(model.summary(FUSED)).isEqualTo(ModelSummary.of(ToyModel.CHECKPOINT, FUSED));
    }
  }

  /** Parameters take the bytes that the network says it holds. */
  @ParameterizedTest
  @EnumSource(names = {"FP32", "BF16"})
  void memoryIsWhatThePrecisionTakes(Precision precision) {
    YoloNasOptions options =
        YoloNasOptions.builder().device(Device.cpu()).precision(precision).build();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT, options)) {
      ModelSummary fused = model.summary(FUSED);
      assertThat(fused.totals().paramBytes()).isEqualTo(weightBytes(ToyModel.CHECKPOINT, options));
      assertThat(layer(fused, "neck.neck1.upsample").precision()).contains(precision);
    }
  }

  @Test
  void aQuantizedNetworkIsDescribedAsItRuns() {
    Path int8 = folder.resolve("int8.safetensors");
    Path images = ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/few");
    QuantizationReport report = Quantizer.quantize(ToyModel.CHECKPOINT, images, int8);
    try (YoloNas model = YoloNas.load(int8)) {
      ModelSummary summary = model.summary();
      assertThat(summary).isEqualTo(ModelSummary.of(int8, SummaryOptions.defaults()));
      assertThat(summary.form()).isEqualTo(NetworkForm.QUANTIZED);
      assertThat(summary.toString()).contains("\nForm: fused, quantized\n");
      assertThat(summary.totals().paramBytes())
          .isEqualTo(weightBytes(int8, YoloNasOptions.defaults()));
      LayerSummary block = layer(summary, "backbone.stage1.downsample");
      assertThat(block.type()).isEqualTo("QuantizedConvReLU2d");
      assertThat(block.precision()).contains(Precision.INT8);
      assertThat(layer(summary, "heads.head1.cls_pred").precision()).contains(Precision.FP32);
      assertThat(integerConvolutions(summary)).isEqualTo(report.quantizedLayers());
      assertThat(table(model)).contains("QuantizedConvReLU2d: 3-2", "int8", "fp32");
    }
  }

  private static String table(YoloNas model) {
    return model.summary(SummaryOptions.builder().columns(SummaryColumn.DTYPE).build()).toString();
  }

  private static long integerConvolutions(ModelSummary summary) {
    return summary.layers().stream()
        .filter(layer -> !layer.kernelSize().isEmpty())
        .filter(layer -> layer.precision().equals(Optional.of(Precision.INT8)))
        .count();
  }

  private static LayerSummary layer(ModelSummary summary, String path) {
    return summary.layers().stream().filter(l -> l.path().equals(path)).findFirst().orElseThrow();
  }

  private static long weightBytes(Path checkpoint, YoloNasOptions options) {
    try (Checkpoint open = Checkpoint.open(checkpoint)) {
      LoadedModel loaded = ModelLoader.load(open, options);
      try (NetworkDetector detector = (NetworkDetector) loaded.detector()) {
        return detector.network().weightBytes();
      }
    }
  }

  @Test
  void torchScriptAndClosedModelsHaveNone() {
    Path trace = Path.of("src/test/resources/reference/tiny/tiny_fused_1x3x160x192.torchscript.pt");
    YoloNasOptions options =
        YoloNasOptions.builder()
            .allowTorchScript(true)
            .classNames(List.of("apple", "banana", "cherry"))
            .build();
    YoloNas model = YoloNas.load(trace, options);
    assertThatThrownBy(model::summary)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(trace + ": a TorchScript file does not tell its layers");
    model.close();
    assertThatThrownBy(model::summary)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void withoutAModelNoNativeLibraryIsLoaded() throws Exception {
    List<String> output = ChildJvm.run(Program.class, ToyModel.CHECKPOINT.toString());
    assertThat(output).contains("Total params: 19,053,888", "Total params: 682,660");
    assertThat(ChildJvm.number(output, "natives")).isZero();
  }

  /** Prints summaries, and how many of LibTorch's and JavaCPP's libraries are mapped then. */
  static final class Program {
    private Program() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
      System.out.println(ModelSummary.of(Variant.S, 80, SummaryOptions.defaults()));
      System.out.println(ModelSummary.of(Path.of(args[0]), SummaryOptions.defaults()));
      try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
        System.out.println("natives=" + maps.filter(m -> m.contains("libjni")).count());
      }
    }
  }
}
