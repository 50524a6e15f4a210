package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.Device;
import io.github.yolonas.PredictOptions;
import io.github.yolonas.model.ArchitectureInference;
import io.github.yolonas.model.LeafTransform;
import io.github.yolonas.model.Placement;
import io.github.yolonas.model.ReferenceWeights;
import io.github.yolonas.model.YoloNasNetwork;
import io.github.yolonas.postprocess.DetectionPrediction;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import io.github.yolonas.testing.Rows;
import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole predictions on photographs with COCO's pre-processing, against the original's: default and
 * other options, resized and not. The photographs are not ours to ship; without them this skips.
 */
@ExtendWith(NativeLeakExtension.class)
class PhotoParityTest {

  @ParameterizedTest
  @CsvSource({
    "countryside, s",
    "dogs_and_cat, s",
    "dogs_and_cat, m",
    "dogs_and_cat, l",
    "portrait, s",
    "small, s",
    "square640, s",
    "street_busy, s",
    "street_vehicles, s"
  })
  void sameBoxesAsTheOriginal(String photo, String variant) {
    JsonNode fixture = ReferenceData.optionalJson("images/image_" + photo + ".json");
    ImageSource image = ImageSource.of(ReferenceData.optionalFile("images/png/" + photo + ".png"));
    JsonNode expected = fixture.get("detections").get(variant);
    try (NetworkDetector detector = detector(variant)) {
      Pipeline pipeline = pipeline(detector);
      check(pipeline, image, options(0.25, expected), expected.get("predict_default_conf_0p25"));
      check(pipeline, image, options(0.5, expected), expected.get("predict_conf_0p5"));
      check(pipeline, image, alternative(expected), expected.get("predict_alt"));
      if (variant.equals("s") && fixture.has("skip_image_resizing")) {
        PredictOptions unresized =
            options(0.25, expected).toBuilder().skipImageResizing(true).build();
        check(pipeline, image, unresized, fixture.get("skip_image_resizing"));
      }
    }
  }

  private static void check(
      Pipeline pipeline, ImageSource image, PredictOptions options, JsonNode expected) {
    DetectionPrediction found =
        pipeline.predict(List.of(image), options).get(0).orElseThrow().prediction();
    Rows rows = Rows.of(found.bboxesXyxy(), found.confidence(), found.labels());
    Rows original =
        Rows.of(
            expected.get("boxes_xyxy_image"), expected.get("confidence"), expected.get("labels"));
    assertThat(rows.unmatched(original)).isEmpty();
    assertThat(found.size()).isEqualTo(expected.get("n").asInt());
  }

  private static PredictOptions options(double conf, JsonNode expected) {
    assertThat(expected).isNotNull();
    return PredictOptions.builder().conf(conf).keepImage(false).build();
  }

  private static PredictOptions alternative(JsonNode expected) {
    JsonNode args = expected.at("/predict_alt/args");
    return PredictOptions.builder()
        .conf(args.get("conf").asDouble())
        .iou(args.get("iou").asDouble())
        .nmsTopK(args.get("nms_top_k").asInt())
        .maxPredictions(args.get("max_predictions").asInt())
        .multiLabelPerBox(args.get("multi_label_per_box").asBoolean())
        .classAgnosticNms(args.get("class_agnostic_nms").asBoolean())
        .build();
  }

  private static NetworkDetector detector(String variant) {
    ReferenceWeights weights = new ReferenceWeights(variant);
    return new NetworkDetector(
        YoloNasNetwork.load(
            ArchitectureInference.infer(weights),
            weights,
            LeafTransform.FUSE.then(new Placement(ScalarType.Float, "cpu"))));
  }

  private static Pipeline pipeline(NetworkDetector detector) {
    ModelSettings settings =
        new ModelSettings(
            "reference weights",
            CocoClasses.NAMES,
            PreprocessOptions.cocoDefault(),
            PostprocessOptions.builder().conf(0.25).iou(0.7).build(),
            PredictOptions.defaults(),
            ImageReadOptions.defaults());
    return new Pipeline(settings, detector, Device.cpu(), ScalarType.Float, CoreBudget.cores());
  }
}
