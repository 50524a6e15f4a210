package io.github.yolonas.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.PredictOptions;
import io.github.yolonas.model.Samples;
import io.github.yolonas.postprocess.CandidateSelector;
import io.github.yolonas.postprocess.Candidates;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.postprocess.DetectionPostprocessor;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.runtime.NetworkDetector;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Suppression in the graph against this library's own, on pictures with real detections. */
@ExtendWith(NativeLeakExtension.class)
class SuppressionTest {
  /** The sizes for which the shipped model was trained. */
  private static final PreprocessOptions SIZE_320 =
      PreprocessOptions.cocoDefault().withInputSize(320, 320);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    // conf, iou, topK, max, multi-label, class-agnostic
    "0.4,  0.65, 1000, 300, true,  false",
    "0.05, 0.5,  1000, 300, true,  false",
    "0.05, 0.5,  1000, 300, false, false",
    "0.05, 0.5,  1000, 300, true,  true",
    "0.05, 0.5,  1000, 300, false, true",
    "0.05, 0.65, 20,   300, true,  false",
    "0.05, 0.65, 20,   300, false, false",
    "0.05, 0.65, 20,   300, false, true",
    "0.05, 0.65, 1000, 2,   true,  false",
    "0.05, 1.0,  20,   15,  true,  false",
    "0.9,  0.65, 1000, 300, true,  false",
  })
  void sameDetections(
      double conf, double iou, int topK, int max, boolean multiLabel, boolean classAgnostic)
      throws Exception {
    PostprocessOptions own =
        PostprocessOptions.builder()
            .conf(conf)
            .iou(iou)
            .nmsTopK(topK)
            .maxPredictions(max)
            .multiLabelPerBox(multiLabel)
            .classAgnosticNms(classAgnostic)
            .build();
    compare(own);
  }

  private void compare(PostprocessOptions own) throws Exception {
    Path onnx = export(own);
    try (OrtModel model = new OrtModel(onnx);
        NetworkDetector detector = Fixtures.detector(Fixtures.SHAPES);
        ToyImages images = new ToyImages(SIZE_320);
        PointerScope scope = new PointerScope()) {
      List<Rows> expected = rows(detector.detect(images.normalized()), own);
      List<Rows> found = rows(model.run(images.pixels()).get("detections"), images.size());
      assertThat(expected.stream().anyMatch(rows -> !rows.rows().isEmpty())).isTrue();
      for (int i = 0; i < expected.size(); i++) {
        assertThat(found.get(i).unmatched(expected.get(i))).as("image %d", i).isEmpty();
      }
    }
  }

  @Test
  void noDetectionIsNoRow() throws Exception {
    Path onnx = export(PostprocessOptions.builder().conf(1).build());
    try (OrtModel model = new OrtModel(onnx);
        ToyImages images = new ToyImages(SIZE_320);
        PointerScope scope = new PointerScope()) {
      Tensor detections = model.run(images.pixels()).get("detections");
      assertThat(detections.size(0)).isZero();
      assertThat(detections.size(1)).isEqualTo(7);
    }
  }

  /** ONNX compares fp32 numbers: between the threshold and its float lies none. */
  @ParameterizedTest
  @CsvSource({"0.65, 0.65", "0.7, 0.7", "0.3, 0.29999998", "0, 0", "1, 1", "0.5, 0.5"})
  void theOverlapThresholdIsRoundedDown(double threshold, float expected) {
    assertThat(Suppression.atMost(threshold)).isEqualTo(expected);
    assertThat((double) Suppression.atMost(threshold)).isLessThanOrEqualTo(threshold);
    assertThat((double) Math.nextUp(Suppression.atMost(threshold))).isGreaterThan(threshold);
  }

  private Path export(PostprocessOptions own) {
    PredictOptions asked =
        PredictOptions.builder()
            .conf(own.conf())
            .iou(own.iou())
            .nmsTopK(own.nmsTopK())
            .maxPredictions(own.maxPredictions())
            .multiLabelPerBox(own.multiLabelPerBox())
            .classAgnosticNms(own.classAgnosticNms())
            .build();
    OnnxExportOptions options =
        OnnxExportOptions.builder()
            .preprocess(SIZE_320)
            .dynamicBatch()
            .uint8Input(true)
            .nms(asked)
            .build();
    Path onnx = folder.resolve("model.onnx");
    OnnxExporter.export(Fixtures.SHAPES, onnx, options);
    return onnx;
  }

  private static List<Rows> rows(DecodedBoxes decoded, PostprocessOptions options) {
    List<Rows> images = new ArrayList<>();
    for (Candidates candidates : CandidateSelector.select(decoded, options)) {
      Candidates kept = DetectionPostprocessor.process(candidates, options);
      float[][] boxes = new float[kept.size()][];
      for (int i = 0; i < boxes.length; i++) {
        boxes[i] = kept.box(i).toXyxy();
      }
      images.add(Rows.of(boxes, kept.scores(), kept.labels()));
    }
    return images;
  }

  /** By image; also checks that images come in their order, and of each the best first. */
  private static List<Rows> rows(Tensor detections, int count) {
    List<List<double[]>> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(new ArrayList<>());
    }
    Samples values = new Samples(detections);
    int last = 0;
    for (long row = 0; row < detections.size(0); row++) {
      int image = (int) values.at(row, 0);
      assertThat(image).isGreaterThanOrEqualTo(last);
      last = image;
      List<double[]> rows = images.get(image);
      double score = values.at(row, 5);
      assertThat(rows.isEmpty() ? 1 : rows.get(rows.size() - 1)[4]).isGreaterThanOrEqualTo(score);
      rows.add(
          new double[] {
            values.at(row, 1),
            values.at(row, 2),
            values.at(row, 3),
            values.at(row, 4),
            score,
            values.at(row, 6)
          });
    }
    return images.stream().map(Rows::new).toList();
  }
}
