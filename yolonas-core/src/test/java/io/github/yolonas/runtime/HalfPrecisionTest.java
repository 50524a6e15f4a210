package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.Device;
import io.github.yolonas.InferenceException;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.Checkpoint;
import io.github.yolonas.model.Architecture;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Placement;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * fp16 is for graphics cards, where it is fast; but LibTorch's CPU can compute in it too, slowly,
 * which shows how the pipeline takes it.
 */
@ExtendWith(NativeLeakExtension.class)
class HalfPrecisionTest {
  private static final Path MODEL =
      ReferenceData.repositoryFile("yolonas-core/src/test/resources/reference/toy/shapes.pth");
  private static final Path IMAGE =
      ReferenceData.repositoryFile(
          "yolonas-core/src/test/resources/reference/toy/images/scene_03_300x200.png");

  @Test
  void findsTheSameObjects() {
    YoloNasOptions options = YoloNasOptions.defaults();
    DetectionPrediction exact = predict(options, ScalarType.Float);
    DetectionPrediction half = predict(options, ScalarType.Half);
    assertThat(exact.size()).isPositive();
    assertThat(half.labels()).isEqualTo(exact.labels());
    for (int i = 0; i < exact.size(); i++) {
      assertThat(half.get(i).box().iou(exact.get(i).box())).isGreaterThan(0.97f);
    }
  }

  /** Pixels of up to 25 million instead of 1: fp32 goes on, a half ends at 65,504. */
  @Test
  void whatDoesNotFitIsAnErrorAndNoEmptyImage() {
    PreprocessOptions glaring =
        new PreprocessOptions(
            List.of(
                new DetectionLongestMaxSizeRescale(320, 320),
                new DetectionCenterPadding(320, 320, 114),
                new StandardizeImage(1e-5),
                new ImagePermute()));
    YoloNasOptions options = YoloNasOptions.builder().preprocess(glaring).build();
    assertThat(predict(options, ScalarType.Float)).isNotNull();
    assertThatThrownBy(() -> predict(options, ScalarType.Half))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("found a sum of NaN in half")
        .hasMessageEndingWith("do not fit half precision, use bf16 or fp32");
  }

  private static DetectionPrediction predict(YoloNasOptions options, ScalarType dtype) {
    try (Checkpoint checkpoint = Checkpoint.open(MODEL)) {
      CheckpointTensors tensors = new CheckpointTensors(checkpoint);
      Architecture architecture = ArchitectureInference.infer(tensors);
      ModelSettings settings = Settings.of(checkpoint, options, architecture.numClasses());
      LeafTransform placed = LeafTransform.FUSE.then(new Placement(dtype, "cpu"));
      try (NetworkDetector detector =
          new NetworkDetector(YoloNasNetwork.load(architecture, tensors, placed))) {
        return new Pipeline(settings, detector, Device.cpu(), dtype, 2)
            .predict(List.of(ImageSource.of(IMAGE)), PredictOptions.defaults())
            .get(0)
            .orElseThrow()
            .prediction();
      }
    }
  }
}
