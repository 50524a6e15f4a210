package io.github.yolonas.onnx;

import static io.github.yolonas.onnx.Fixtures.distance;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import io.github.yolonas.runtime.NetworkDetector;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** 8-bit RGB into the graph is what this library makes of the same pixels. */
@ExtendWith(NativeLeakExtension.class)
class InputNormalizationTest {
  private static final int SIDE = 96;

  @TempDir Path folder;

  static Stream<Arguments> pipelines() {
    ProcessingStep by255 = new StandardizeImage(255);
    ProcessingStep channels =
        new NormalizeImage(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));
    ProcessingStep reverse = new ReverseImageChannels();
    return Stream.of(
        Arguments.of("RGB / 255.0", List.of(by255)),
        Arguments.of("RGB / 200.0", List.of(new StandardizeImage(200))),
        Arguments.of("BGR / 255.0", List.of(reverse, by255)),
        Arguments.of(
            "BGR / 255.0, then - [0.485, 0.456, 0.406] / [0.229, 0.224, 0.225]",
            List.of(reverse, reverse, reverse, by255, channels)));
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void sameOutputs(String formula, List<ProcessingStep> numeric) throws Exception {
    PreprocessOptions pipeline = pipeline(numeric);
    Path onnx = folder.resolve("model.onnx");
    OnnxExportOptions options =
        OnnxExportOptions.builder().preprocess(pipeline).batchSize(12).uint8Input(true).build();
    OnnxExporter.export(Fixtures.TINY, onnx, options);
    try (OrtModel model = new OrtModel(onnx);
        NetworkDetector detector = Fixtures.detector(Fixtures.TINY);
        ToyImages images = new ToyImages(pipeline);
        ToyImages rgb = new ToyImages(pipeline(List.of(new StandardizeImage(255))));
        PointerScope scope = new PointerScope()) {
      DecodedBoxes expected = detector.detect(images.normalized());
      OrtModel.Outputs found = model.run(rgb.pixels());
      assertThat(distance(found.get("scores"), expected.scores())).isLessThanOrEqualTo(1e-5);
      assertThat(distance(found.get("boxes"), expected.boxes())).isLessThanOrEqualTo(2e-3);
      Tensor other = detector.detect(rgb.normalized()).scores();
      boolean plain = formula.equals("RGB / 255.0");
      assertThat(distance(other, expected.scores()) > 1e-4).as("a difference").isNotEqualTo(plain);
    }
    assertThat(new InputNormalization(pipeline).formula()).isEqualTo(formula);
  }

  private static PreprocessOptions pipeline(List<ProcessingStep> numeric) {
    List<ProcessingStep> steps = new ArrayList<>();
    steps.add(new DetectionLongestMaxSizeRescale(SIDE, SIDE));
    steps.add(new DetectionBottomRightPadding(SIDE, SIDE, 114));
    steps.addAll(numeric);
    steps.add(new ImagePermute());
    return new PreprocessOptions(steps);
  }
}
