package io.github.yolonas.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.yolonas.InferenceException;
import io.github.yolonas.YoloNas;
import io.github.yolonas.YoloNasOptions;
import io.github.yolonas.checkpoint.CheckpointException;
import io.github.yolonas.model.ReferenceInputs;
import io.github.yolonas.model.Samples;
import io.github.yolonas.postprocess.DecodedBoxes;
import io.github.yolonas.preprocess.ImageSource;
import io.github.yolonas.preprocess.PreprocessOptions;
import io.github.yolonas.testing.NativeLeakExtension;
import io.github.yolonas.testing.ReferenceData;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NativeLeakExtension.class)
class TorchScriptTest {
  private static final Path TRACE = TinyModel.file("tiny_fused_1x3x160x192.torchscript.pt");
  private static final List<String> FRUIT = List.of("apple", "banana", "cherry");
  private static final ImageSource GREY = ImageSource.ofRgb(new byte[3 * 192 * 160], 192, 160);

  @Test
  void givesWhatTheFusedOriginalGives() {
    JsonNode expected = ReferenceData.resource("tiny/expected_fused_1x3x160x192.json");
    try (TorchScriptDetector detector = new TorchScriptDetector(TRACE, "cpu", FRUIT.size());
        PointerScope scope = new PointerScope()) {
      DecodedBoxes decoded = detector.detect(ReferenceInputs.network("1x3x160x192"));
      assertThat(Samples.worst(decoded.boxes(), expected.get("pred_bboxes")))
          .isLessThanOrEqualTo(1e-3);
      assertThat(Samples.worst(decoded.scores(), expected.get("pred_scores")))
          .isLessThanOrEqualTo(1e-6);
    }
  }

  @Test
  void isRefusedUnlessAllowed() {
    assertThatThrownBy(() -> YoloNas.load(TRACE))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(TRACE.toString())
        .hasMessageContaining("TorchScript")
        .hasMessageContaining("allowTorchScript(true)");
  }

  @Test
  void needsClassNames() {
    assertThatThrownBy(() -> YoloNas.load(TRACE, allowed().build()))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("classNames");
  }

  @Test
  void predictsWhenAllowed() {
    try (YoloNas model = YoloNas.load(TRACE, allowed().classNames(FRUIT).build())) {
      assertThat(model.predict(GREY).classNames()).isEqualTo(FRUIT);
    }
  }

  @Test
  void asManyNamesAsScores() {
    YoloNasOptions twoNames = allowed().classNames(FRUIT.subList(0, 2)).build();
    try (YoloNas model = YoloNas.load(TRACE, twoNames)) {
      assertThatThrownBy(() -> model.predict(GREY))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining(TRACE.toString())
          .hasMessageContaining("2 classes")
          .hasMessageContaining("found 3");
    }
  }

  private static YoloNasOptions.Builder allowed() {
    return YoloNasOptions.builder()
        .allowTorchScript(true)
        .preprocess(PreprocessOptions.cocoDefault().withInputSize(160, 192));
  }
}
