package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.CalibrationMethod;
import io.github.yolonas.ChildJvm;
import io.github.yolonas.Device;
import io.github.yolonas.QuantizationOptions;
import io.github.yolonas.Quantizer;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.QEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Int8KernelsTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");
  private static final Path IMAGES =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/few");
  private static final int QUANTIZED = 71;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "X86, true, avx2 avx512_vnni, oneDNN, this processor has AVX-512 VNNI",
    "X86, true, avx2 avx_vnni, FBGEMM, no AVX-512 VNNI in this processor",
    "X86, true, '', oneDNN or FBGEMM, the former if this processor has AVX-512 VNNI",
    "X86, false, avx512_vnni, FBGEMM, no oneDNN in this LibTorch",
    "FBGEMM, true, avx512_vnni, FBGEMM, the engine that is set in LibTorch",
    "ONEDNN, true, avx2, oneDNN, the engine that is set in LibTorch",
    "QNNPACK, false, asimd, QNNPACK, LibTorch's engine for this processor",
  })
  void theEngineAndTheProcessorDecide(
      QEngine engine, boolean oneDnn, String flags, String name, String why) {
    Set<String> known = flags.isEmpty() ? Set.of() : Set.of(flags.split(" ", -1));
    assertThat(Int8Kernels.of(engine, oneDnn, known))
        .hasToString("int8 convolutions by %s (machine: %s)".formatted(name, why));
  }

  /** What the explanation says is what oneDNN itself tells of a pass. */
  @Test
  void theExplanationIsWhatRuns() throws Exception {
    String checkpoint = folder.resolve("int8.safetensors").toString();
    List<String> lines = ChildJvm.run(Map.of("ONEDNN_VERBOSE", "1"), OnePass.class, checkpoint);
    String said = lines.stream().filter(l -> l.startsWith("kernels: ")).findFirst().orElseThrow();
    long byOneDnn =
        lines.subList(lines.indexOf(said), lines.size()).stream()
            .filter(l -> l.contains(",exec,cpu,convolution,") || l.contains(",exec,cpu,deconv"))
            .filter(l -> l.contains("src:u8") && l.contains("wei:s8"))
            .count();
    assertThat(said).contains("; the rest ");
    if (byOneDnn > 0) {
      assertThat(said).contains("int8 convolutions by oneDNN");
      assertThat(byOneDnn).isEqualTo(QUANTIZED);
    } else {
      assertThat(said).doesNotContain("int8 convolutions by oneDNN;");
    }
  }

  @Test
  void anEngineThatIsSetIsTold() {
    QEngine usual = torch.globalContext().qEngine().intern();
    try {
      torch.globalContext().setQEngine(QEngine.ONEDNN);
      assertThat(Int8Kernels.ofThisMachine().value()).isEqualTo("int8 convolutions by oneDNN");
    } finally {
      torch.globalContext().setQEngine(usual);
    }
  }

  /** Quantizes, says what runs, and runs it once. */
  static final class OnePass {
    private OnePass() {}

    public static void main(String[] arguments) {
      Path checkpoint = Path.of(arguments[0]);
      Quantizer.quantize(
          MODEL,
          IMAGES,
          checkpoint,
          QuantizationOptions.builder().method(CalibrationMethod.MIN_MAX).build());
      YoloNasOptions onCpu = YoloNasOptions.builder().device(Device.cpu()).build();
      try (YoloNas model = YoloNas.load(checkpoint, onCpu)) {
        System.out.println("kernels: " + model.explain().execution().kernels());
        System.out.flush();
        model.predict(IMAGES.resolve("scene_11_320x240.png"));
      }
    }
  }
}
