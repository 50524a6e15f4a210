package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.postprocess.BoundingBox;
import io.github.yolonas.postprocess.Detection;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What bf16 and int8 cost on the toy model's 120 validation images; calibrated on others. Writes
 * {@code target/precision-quality.md}.
 */
@ExtendWith(NativeLeakExtension.class)
class PrecisionQualityTest {
  private static final Logger LOG = LoggerFactory.getLogger(PrecisionQualityTest.class);
  private static final double LEAST_SCORE = 0.01;

  @TempDir private Path folder;

  @Test
  void theLossIsSmall() throws IOException {
    JsonNode annotations = ReferenceData.optionalJson("toy/val/annotations.json");
    List<MeanAveragePrecision.Box> truth = boxes(annotations.get("annotations"));
    JsonNode original = ReferenceData.optionalJson("toy/val/original_detections_conf_0.01.json");
    assertThat(MeanAveragePrecision.of(truth, boxes(original)))
        .isCloseTo(
            ReferenceData.optionalJson("toy/val/original_coco_stats.json")
                .get("stats")
                .get(0)
                .asDouble(),
            within(1e-6));
    Map<Path, Integer> images = images(annotations);
    Path toy = ReferenceData.optionalFile("toy/images");
    double fp32 = map(ToyModel.CHECKPOINT, Precision.FP32, images, truth);
    StringBuilder table = new StringBuilder("| precision | mAP | lost |\n|---|---|---|\n");
    table.append("| fp32 | %.4f | |%n".formatted(fp32));
    double bf16 = map(ToyModel.CHECKPOINT, Precision.BF16, images, truth);
    table.append("| bf16 | %.4f | %.4f |%n".formatted(bf16, fp32 - bf16));
    Map<CalibrationMethod, Double> int8 = new LinkedHashMap<>();
    for (CalibrationMethod method : CalibrationMethod.values()) {
      Path quantized = folder.resolve(method + ".safetensors");
      Quantizer.quantize(
          ToyModel.CHECKPOINT,
          toy,
          quantized,
          QuantizationOptions.builder().method(method).build());
      double map = map(quantized, Precision.INT8, images, truth);
      int8.put(method, map);
      table.append("| int8, %s | %.4f | %.4f |%n".formatted(method, map, fp32 - map));
    }
    Files.writeString(Path.of("target/precision-quality.md"), table);
    LOG.info("{}", table);
    assertThat(fp32 - bf16).isLessThanOrEqualTo(0.002);
    assertThat(int8).allSatisfy((method, map) -> assertThat(fp32 - map).isLessThanOrEqualTo(0.01));
  }

  private static Map<Path, Integer> images(JsonNode annotations) {
    Map<Path, Integer> images = new LinkedHashMap<>();
    for (JsonNode image : annotations.get("images")) {
      images.put(
          ReferenceData.optionalFile("toy/val/images/" + image.get("file_name").asText()),
          image.get("id").asInt());
    }
    return images;
  }

  private static List<MeanAveragePrecision.Box> boxes(JsonNode rows) {
    List<MeanAveragePrecision.Box> boxes = new ArrayList<>();
    for (JsonNode row : rows) {
      JsonNode b = row.get("bbox");
      boxes.add(
          new MeanAveragePrecision.Box(
              row.get("image_id").asInt(),
              row.get("category_id").asInt(),
              b.get(0).asDouble(),
              b.get(1).asDouble(),
              b.get(2).asDouble(),
              b.get(3).asDouble(),
              row.path("score").asDouble()));
    }
    return boxes;
  }

  private static double map(
      Path checkpoint,
      Precision precision,
      Map<Path, Integer> images,
      List<MeanAveragePrecision.Box> truth) {
    List<MeanAveragePrecision.Box> found = new ArrayList<>();
    PredictOptions options =
        PredictOptions.builder().conf(LEAST_SCORE).maxPredictions(100).keepImage(false).build();
    try (YoloNas model =
        YoloNas.load(checkpoint, YoloNasOptions.builder().precision(precision).build())) {
      images.forEach(
          (file, id) -> {
            for (Detection d :
                model
                    .predict(io.github.yolonas.preprocess.ImageSource.of(file), options)
                    .prediction()) {
              BoundingBox box = d.box();
              found.add(
                  new MeanAveragePrecision.Box(
                      id,
                      d.label() + 1,
                      box.x1(),
                      box.y1(),
                      box.x2() - box.x1(),
                      box.y2() - box.y1(),
                      d.confidence()));
            }
          });
    }
    return MeanAveragePrecision.of(truth, found);
  }
}
