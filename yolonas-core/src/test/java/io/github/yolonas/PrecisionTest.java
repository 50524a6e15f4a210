package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.runtime.CpuFeatures;
import io.github.yolonas.runtime.Devices;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class PrecisionTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");

  @Test
  void withoutAWishItIsExact() {
    try (YoloNas model = YoloNas.load(MODEL)) {
      assertThat(model.precision()).isEqualTo(Precision.FP32);
    }
  }

  @Test
  void autoTakesBf16WhereTheCpuHasIt() {
    YoloNasOptions auto =
        YoloNasOptions.builder().device(Device.cpu()).precision(Precision.AUTO).build();
    try (YoloNas model = YoloNas.load(MODEL, auto)) {
      assertThat(model.precision())
          .isEqualTo(CpuFeatures.hasBf16() ? Precision.BF16 : Precision.FP32);
    }
  }

  @Test
  void aQuantizedCheckpointIsFastestInInt8OnTheCpuAndInFp16OnCuda() {
    assertThat(Devices.resolve(Precision.AUTO, Device.cpu(), true)).isEqualTo(Precision.INT8);
    assertThat(Devices.resolve(Precision.AUTO, Device.cuda(0), true)).isEqualTo(Precision.FP16);
  }

  @Test
  void int8OnCudaIsRefused() {
    assertThatThrownBy(() -> Devices.resolve(Precision.INT8, Device.cuda(0), true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("int8 runs on the CPU alone, found cuda:0");
  }

  @Test
  void warmingUpChangesNoResult() {
    Path image =
        ReferenceData.repositoryFile(
            "yolonas-core/src/test/resources/reference/toy/images/scene_03_300x200.png");
    try (YoloNas cold = YoloNas.load(MODEL);
        YoloNas warm = YoloNas.load(MODEL)) {
      warm.warmUp();
      warm.warmUp(96, 64);
      assertThat(warm.predict(image).prediction()).isEqualTo(cold.predict(image).prediction());
      assertThatThrownBy(() -> warm.warmUp(0, 64)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
