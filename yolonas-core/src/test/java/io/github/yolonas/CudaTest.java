package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.Rows;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a graphics card, the same boxes as on the processor. */
@Tag("gpu")
@ExtendWith(NativeLeakExtension.class)
class CudaTest {

  @BeforeEach
  void requireDevice() {
    assumeTrue(torch.cuda_is_available(), "skipped: there is no CUDA device");
  }

  @Test
  void fp32GivesTheBoxesOfTheProcessor() {
    try (YoloNas cpu = load(Device.cpu(), Precision.FP32);
        YoloNas cuda = load(Device.cuda(0), Precision.FP32)) {
      for (Path image : ToyModel.images()) {
        assertThat(rows(cuda.predict(image)).unmatched(rows(cpu.predict(image)))).isEmpty();
      }
    }
  }

  @Test
  void fp16FindsTheSameObjects() {
    Path image = ToyModel.image("scene_11_320x240.png");
    try (YoloNas cpu = load(Device.cpu(), Precision.FP32);
        YoloNas cuda = load(Device.cuda(0), Precision.FP16)) {
      DetectionPrediction exact = cpu.predict(image).prediction();
      DetectionPrediction half = cuda.predict(image).prediction();
      assertThat(half.labels()).isEqualTo(exact.labels());
      for (int i = 0; i < exact.size(); i++) {
        assertThat(half.get(i).box().iou(exact.get(i).box())).isGreaterThan(0.97f);
      }
    }
  }

  private static YoloNas load(Device device, Precision precision) {
    return YoloNas.load(
        ToyModel.CHECKPOINT, YoloNasOptions.builder().device(device).precision(precision).build());
  }

  private static Rows rows(ImageDetectionPrediction result) {
    return Rows.of(
        result.prediction().bboxesXyxy(),
        result.prediction().confidence(),
        result.prediction().labels());
  }
}
