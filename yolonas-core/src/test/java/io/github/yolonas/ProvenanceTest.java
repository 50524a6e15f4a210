package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.testing.NativeLeakExtension;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every way to a result ends in one that says where it comes from. */
@ExtendWith(NativeLeakExtension.class)
class ProvenanceTest {
  private static final Path IMAGE = ToyModel.image("scene_11_320x240.png");

  @TempDir private Path folder;

  @Test
  void aResultSaysModelOptionsAndLibrary() throws Exception {
    YoloNasOptions loading =
        YoloNasOptions.builder().device(Device.cpu()).predict(PredictOptions.conf(0.3)).build();
    ImageDetectionPrediction result;
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT, loading)) {
      result = model.predict(IMAGE, PredictOptions.builder().classes("circle").build());
    }
    Provenance provenance = result.provenance().orElseThrow();
    assertThat(provenance.model()).isEqualTo(ToyModel.CHECKPOINT.toString());
    assertThat(provenance.sha256()).isEqualTo(ExplainTest.sha256(ToyModel.CHECKPOINT));
    assertThat(provenance.options().conf()).hasValue(0.3);
    assertThat(provenance.options().classes()).containsExactly("circle");
    assertThat(provenance.thresholds().conf()).isEqualTo(0.3);
    assertThat(provenance.thresholds().iou()).isEqualTo(0.65);
    assertThat(provenance.thresholds().classes()).containsExactly(0);
    assertThat(provenance.precision()).isEqualTo(Precision.FP32);
    assertThat(provenance.device()).isEqualTo(Device.cpu());
    assertThat(provenance.libraryVersion()).matches("\\d+\\.\\d+.*");
  }

  @Test
  void soDoResultsOfBatchesTilesAndOtherThreads() {
    PredictOptions options = PredictOptions.builder().conf(0.5).keepImage(true).build();
    ImageSource image = ImageSource.of(IMAGE);
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT);
        BatchingPredictor batching = new BatchingPredictor(model, BatchingOptions.defaults())) {
      List<ImageDetectionPrediction> results =
          List.of(
              model.predictAll(List.of(image, image), options).get(1),
              new TiledPredictor(model, 160).predict(image, options),
              batching.predict(image, options));
      assertThat(results)
          .allSatisfy(
              result -> {
                Provenance provenance = result.provenance().orElseThrow();
                assertThat(provenance.sha256()).hasSize(64);
                assertThat(provenance.thresholds().conf()).isEqualTo(0.5);
                assertThat(provenance.options().keepImage()).contains(true);
              });
    }
  }

  @Test
  void aModelFromAStreamKnowsItsHash() throws Exception {
    try (InputStream stream = Files.newInputStream(ToyModel.CHECKPOINT);
        YoloNas model = YoloNas.load(stream)) {
      assertThat(model.predict(IMAGE).provenance().orElseThrow().sha256())
          .isEqualTo(ExplainTest.sha256(ToyModel.CHECKPOINT));
    }
  }

  @Test
  void jsonHoldsTheSame() throws Exception {
    Path copy = Files.copy(ToyModel.CHECKPOINT, folder.resolve("model.pth"));
    YoloNasOptions onCpu = YoloNasOptions.builder().device(Device.cpu()).build();
    try (YoloNas model = YoloNas.load(copy, onCpu)) {
      ImageDetectionPrediction result =
          model.predict(IMAGE, PredictOptions.builder().classes("star").build());
      Provenance provenance = result.provenance().orElseThrow();
      Files.write(copy, new byte[1], StandardOpenOption.APPEND);
      JsonNode changed = new ObjectMapper().readTree(provenance.toJson());
      assertThat(changed.get("sha256").isNull()).isTrue();
      assertThat(changed.get("sha256Unknown").asText()).contains("has changed");
      assertThat(changed.get("model").asText()).isEqualTo(copy.toString());
      assertThat(changed.get("conf").asDouble()).isEqualTo(0.4);
      assertThat(changed.get("classes").get(0).asText()).isEqualTo("star");
      assertThat(changed.get("precision").asText()).isEqualTo("fp32");
      assertThat(changed.get("device").asText()).isEqualTo("cpu");
      assertThat(new ObjectMapper().readTree(result.toJson()).fieldNames())
          .toIterable()
          .as("the result's own JSON keeps its keys")
          .containsExactly("source", "width", "height", "detections", "timings");
    }
  }

  @Test
  void aResultMadeByHandComesFromNowhere() {
    assertThat(Results.onGray(8, 8).provenance()).isEmpty();
  }
}
