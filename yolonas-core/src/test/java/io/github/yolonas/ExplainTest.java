package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.explain.Chosen;
import io.github.yolonas.explain.ModelExplanation;
import io.github.yolonas.explain.Origin;
import io.github.yolonas.explain.Thresholds;
import io.github.yolonas.postprocess.PostprocessOptions;
import io.github.yolonas.preprocess.ExifOrientation;
import io.github.yolonas.preprocess.ImageReadOptions;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a model says of itself is what it does, and who decided it. */
@ExtendWith(NativeLeakExtension.class)
class ExplainTest {
  private static final Path TINY = Path.of("src/test/resources/reference/tiny");
  private static final YoloNasOptions ON_CPU =
      YoloNasOptions.builder().device(Device.cpu()).build();

  @TempDir private Path folder;

  @Test
  void theCheckpointDecidesWhatItSays() throws Exception {
    ModelExplanation e = explain(ToyModel.CHECKPOINT, ON_CPU);
    assertThat(e.model()).isEqualTo(ToyModel.CHECKPOINT.toString());
    assertThat(e.sha256()).isEqualTo(sha256(ToyModel.CHECKPOINT));
    assertThat(e.architecture()).isEqualTo("YOLO-NAS custom");
    assertChosen(
        e.classNames(),
        List.of("circle", "square", "triangle", "star", "cross"),
        Origin.CHECKPOINT);
    assertChosen(e.input().resize(), "longest side to 320", Origin.CHECKPOINT);
    assertChosen(e.input().padding(), "centred on 320×320 of gray 114", Origin.CHECKPOINT);
    assertChosen(e.input().channelOrder(), "RGB", Origin.CHECKPOINT);
    assertChosen(e.input().normalization(), "divided by 255", Origin.CHECKPOINT);
    assertThat(e.input().size().value()).hasToString("Optional[320×320]");
    assertChosen(e.thresholds().conf(), 0.4, Origin.CHECKPOINT);
    assertChosen(e.thresholds().iou(), 0.65, Origin.CHECKPOINT);
  }

  /** A bare state dict says nothing: all of it is COCO's default. */
  @Test
  void whereNobodySaysAnythingDefaultsHold() {
    ModelExplanation e = explain(TINY.resolve("tiny_bare_state_dict.pth"), ON_CPU);
    assertChosen(e.classNames(), List.of("class 0", "class 1", "class 2"), Origin.DEFAULT);
    assertChosen(e.input().exif(), ExifOrientation.APPLY, Origin.DEFAULT);
    assertChosen(e.input().steps(), PreprocessOptions.cocoDefault().steps(), Origin.DEFAULT);
    assertChosen(e.input().channelOrder(), "RGB", Origin.DEFAULT);
    assertChosen(e.thresholds().conf(), 0.25, Origin.DEFAULT);
    assertChosen(e.thresholds().iou(), 0.7, Origin.DEFAULT);
    assertChosen(e.thresholds().nmsTopK(), 1024, Origin.DEFAULT);
    assertChosen(e.thresholds().maxPredictions(), 300, Origin.DEFAULT);
    assertChosen(e.thresholds().multiLabelPerBox(), true, Origin.DEFAULT);
    assertChosen(e.thresholds().classAgnosticNms(), false, Origin.DEFAULT);
    assertChosen(e.thresholds().classes(), Set.of(), Origin.DEFAULT);
    assertChosen(e.execution().precision(), Precision.FP32, Origin.DEFAULT);
    assertChosen(e.execution().batchSize(), 8, Origin.DEFAULT);
    assertThat(e.execution().threads().origin()).isEqualTo(Origin.MACHINE);
  }

  @Test
  void optionsComeFirst() {
    PredictOptions predict =
        PredictOptions.builder()
            .conf(0.5)
            .nmsTopK(100)
            .maxPredictions(7)
            .multiLabelPerBox(false)
            .classAgnosticNms(true)
            .classes("star")
            .batchSize(3)
            .build();
    YoloNasOptions options =
        YoloNasOptions.builder()
            .device(Device.cpu())
            .precision(Precision.BF16)
            .threads(1)
            .classNames(List.of("o", "square", "triangle", "star", "x"))
            .preprocess(PreprocessOptions.cocoDefault().withInputSize(320, 416))
            .imageReading(ImageReadOptions.defaults().withExif(ExifOrientation.IGNORE))
            .predict(predict)
            .build();
    try (YoloNas model = YoloNas.load(ToyModel.CHECKPOINT, options)) {
      ModelExplanation e = model.explain();
      assertThat(e.classNames().origin()).isEqualTo(Origin.OPTION);
      assertChosen(e.input().padding(), "centred on 320×416 of gray 114", Origin.OPTION);
      assertChosen(e.input().exif(), ExifOrientation.IGNORE, Origin.OPTION);
      assertChosen(e.execution().device(), Device.cpu(), Origin.OPTION);
      assertChosen(e.execution().precision(), Precision.BF16, Origin.OPTION);
      assertChosen(e.execution().threads(), 1, Origin.OPTION);
      assertChosen(e.execution().batchSize(), 3, Origin.OPTION);
      assertChosen(e.thresholds().conf(), 0.5, Origin.OPTION);
      assertChosen(e.thresholds().iou(), 0.65, Origin.CHECKPOINT);
      assertChosen(e.thresholds().classes(), Set.of("star"), Origin.OPTION);
      assertThresholdsAreUsed(e.thresholds(), model.thresholds(predict));
    }
  }

  private static void assertThresholdsAreUsed(Thresholds said, PostprocessOptions used) {
    assertThat(said.conf().value()).isEqualTo(used.conf());
    assertThat(said.iou().value()).isEqualTo(used.iou());
    assertThat(said.nmsTopK().value()).isEqualTo(used.nmsTopK());
    assertThat(said.maxPredictions().value()).isEqualTo(used.maxPredictions());
    assertThat(said.multiLabelPerBox().value()).isEqualTo(used.multiLabelPerBox());
    assertThat(said.classAgnosticNms().value()).isEqualTo(used.classAgnosticNms());
    assertThat(used.classes()).containsExactly(3);
  }

  @Test
  void aModelThatNeverResizesSaysSo() {
    YoloNasOptions options =
        YoloNasOptions.builder()
            .predict(PredictOptions.builder().skipImageResizing(true).build())
            .build();
    ModelExplanation e = explain(ToyModel.CHECKPOINT, options);
    assertChosen(e.input().resize(), "none", Origin.OPTION);
    assertChosen(
        e.input().padding(), "below and right to multiples of 32 with gray 0", Origin.OPTION);
    assertThat(e.input().size().value()).isEmpty();
    assertThat(e.toString()).contains("the image's, in multiples of 32");
  }

  @Test
  void aProgramIsExplainedAsFarAsItCanBe() {
    YoloNasOptions options =
        YoloNasOptions.builder()
            .device(Device.cpu())
            .allowTorchScript(true)
            .classNames(List.of("apple", "banana", "cherry"))
            .build();
    ModelExplanation e = explain(TINY.resolve("tiny_fused_1x3x160x192.torchscript.pt"), options);
    assertThat(e.architecture()).isEqualTo("a TorchScript program");
    assertThat(e.execution().kernels().value()).contains("TorchScript");
    assertThat(e.classNames().origin()).isEqualTo(Origin.OPTION);
  }

  @Test
  void jsonHoldsTheSame() throws Exception {
    ModelExplanation e = explain(ToyModel.CHECKPOINT, ON_CPU);
    JsonNode json = new ObjectMapper().readTree(e.toJson());
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "model",
            "format",
            "sha256",
            "architecture",
            "classNames",
            "input",
            "execution",
            "thresholds",
            "libraryVersion",
            "licence");
    assertThat(json.at("/sha256").asText()).isEqualTo(e.sha256());
    assertThat(json.at("/input/size/value/0").asInt()).isEqualTo(320);
    assertThat(json.at("/input/steps/value")).hasSize(e.input().steps().value().size());
    assertThat(json.at("/thresholds/conf/value").asDouble()).isEqualTo(0.4);
    assertThat(json.at("/thresholds/conf/origin").asText()).isEqualTo("checkpoint");
    assertThat(json.at("/thresholds/multiLabelPerBox/value").isBoolean()).isTrue();
    assertThat(json.at("/execution/precision/value").asText()).isEqualTo("fp32");
    assertThat(json.at("/execution/precision/why").asText()).isEqualTo("exact to the original");
    assertThat(json.at("/execution/device/value").asText()).isEqualTo("cpu");
    assertThat(json.at("/licence").asText()).contains("non-commercial");
  }

  @Test
  void aFileThatChangedHasNoHash() throws Exception {
    Path copy = Files.copy(ToyModel.CHECKPOINT, folder.resolve("model.pth"));
    ModelExplanation e = explain(copy, ON_CPU);
    Files.write(copy, new byte[1], StandardOpenOption.APPEND);
    assertThatThrownBy(e::sha256)
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("has changed since it was loaded");
    JsonNode json = new ObjectMapper().readTree(e.toJson());
    assertThat(json.get("sha256").isNull()).isTrue();
    assertThat(json.get("sha256Unknown").asText()).contains("has changed");
    assertThat(e.toString()).contains("SHA-256 is unknown");
  }

  @Test
  void peopleReadLinesOfReadableLength() {
    String text = explain(ToyModel.CHECKPOINT, ON_CPU).toString();
    assertThat(text)
        .contains("least score       0.4 ")
        .contains("  checkpoint\n")
        .contains("divided by 255")
        .endsWith("yolonas " + explain(ToyModel.CHECKPOINT, ON_CPU).libraryVersion());
    assertThat(text.lines().filter(line -> !line.contains(ToyModel.CHECKPOINT.toString())))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(121));
  }

  /** The build writes it into a resource; a build that does not would leave the placeholder. */
  @Test
  void theVersionIsTheBuilds() {
    assertThat(explain(ToyModel.CHECKPOINT, ON_CPU).libraryVersion()).matches("\\d+\\.\\d+.*");
  }

  private static ModelExplanation explain(Path file, YoloNasOptions options) {
    try (YoloNas model = YoloNas.load(file, options)) {
      return model.explain();
    }
  }

  private static <T> void assertChosen(Chosen<T> chosen, T value, Origin origin) {
    assertThat(chosen.value()).isEqualTo(value);
    assertThat(chosen.origin()).isEqualTo(origin);
  }

  static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
