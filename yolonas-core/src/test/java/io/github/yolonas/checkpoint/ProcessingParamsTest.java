package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ProcessingStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored processing parameters, complete, partial and unusable. */
class ProcessingParamsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"ReverseImageChannels\"`                                 | ReverseImageChannels[]",
        "`{\"ReverseImageChannels\":{}}`                            | ReverseImageChannels[]",
        "`{\"ReverseImageChannels\":null}`                          | ReverseImageChannels[]",
        "`{\"DetectionLongestMaxSizeRescale\":{\"output_shape\":[636,320]}}` | DetectionLongestMaxSizeRescale[height=636, width=320]",
        "`{\"DetectionRescale\":{\"output_shape\":[64,96]}}`        | DetectionRescale[height=64, width=96]",
        "`{\"DetectionCenterPadding\":{\"output_shape\":[64,96],\"pad_value\":114}}` | DetectionCenterPadding[height=64, width=96, padValue=114]",
        "`{\"DetectionCenterPadding\":{\"output_shape\":[64,96],\"pad_value\":[7,7,7]}}` | DetectionCenterPadding[height=64, width=96, padValue=7]",
        "`{\"DetectionBottomRightPadding\":{\"output_shape\":[64,96],\"pad_value\":0}}` | DetectionBottomRightPadding[height=64, width=96, padValue=0]",
        "`{\"DetectionAutoPadding\":{\"shape_multiple\":[32,32],\"pad_value\":0}}` | DetectionAutoPadding[multiple=32, padValue=0]",
        "`{\"StandardizeImage\":{\"max_value\":255}}`               | StandardizeImage[maxValue=255.0]",
        "`\"StandardizeImage\"`                                     | StandardizeImage[maxValue=255.0]",
        "`{\"NormalizeImage\":{\"mean\":[0.5,0,1],\"std\":[1,2,0.25]}}` | NormalizeImage[mean=[0.5, 0.0, 1.0], std=[1.0, 2.0, 0.25]]",
        "`{\"ImagePermute\":{\"permutation\":[2,0,1]}}`             | ImagePermute[]",
        "`\"ImagePermute\"`                                         | ImagePermute[]",
        "`{\"ComposeProcessing\":{\"processings\":[\"ImagePermute\",\"ReverseImageChannels\"]}}` | ImagePermute[] ReverseImageChannels[]",
        "`{\"ComposeProcessing\":{\"processings\":[]}}`             | ``",
        "null                                                       | ``"
      })
  void stepsAreUnderstood(String processor, String expected) {
    List<ProcessingStep> steps = params("{\"image_processor\":" + processor + "}").steps();
    assertThat(steps.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"KeypointsRescale\"`                                     | found KeypointsRescale",
        "`{\"ImagePermute\":{\"permutation\":[0,1,2]}}`             | expected (2, 0, 1)",
        "`{\"DetectionRescale\":{}}`                                | output_shape",
        "`{\"DetectionRescale\":{\"output_shape\":[1,2,3]}}`        | expected 2 integers",
        "`{\"DetectionRescale\":{\"output_shape\":[0,5]}}`          | expected height and width",
        "`{\"DetectionRescale\":{\"output_shape\":[1.5,5]}}`        | expected an integer",
        "`{\"DetectionRescale\":[640]}`                             | arguments by name",
        "`{\"DetectionCenterPadding\":{\"output_shape\":[64,96],\"pad_value\":[7,8,7]}}` | expected equal values",
        "`{\"DetectionAutoPadding\":{\"shape_multiple\":[32,64],\"pad_value\":0}}` | expected equal values",
        "`{\"StandardizeImage\":{\"max_value\":0}}`                 | expected a finite non-zero",
        "`{\"StandardizeImage\":{\"max_value\":\"x\"}}`             | expected a number",
        "`{\"NormalizeImage\":{\"mean\":[1],\"std\":[1,2,3]}}`      | expected 3 channels",
        "`{\"ComposeProcessing\":{}}`                               | a list of processings",
        "`{\"a\":1,\"b\":2}`                                        | a step's name",
        "7                                                          | a step's name"
      })
  void unusableStepsAreRefusedOnlyWhenAskedFor(String processor, String expectedPart) {
    String json = "{\"image_processor\":%s,\"conf\":0.3}".formatted(processor);
    try (Checkpoint checkpoint = open(json)) {
      CheckpointMetadata metadata = checkpoint.metadata();
      assertThat(checkpoint.stateDict().size()).isEqualTo(1);
      assertThat(metadata.processingParamsWithoutSteps().orElseThrow().conf()).hasValue(0.3);
      assertThatThrownBy(metadata::processingParams)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(
              "some.safetensors: processing_params.image_processor",
              expectedPart,
              "set the pre-processing in the options");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"conf\":1.5}`                | expected 0 to 1, found 1.5",
        "`{\"iou\":\"high\"}`            | iou: expected a number, found high",
        "`{\"nms_top_k\":0}`             | expected at least 1",
        "`{\"nms_top_k\":1.5}`           | expected an integer, found 1.5",
        "`{\"max_predictions\":[]}`      | expected an integer",
        "`{\"multi_label_per_box\":1}`   | expected a boolean, found 1",
        "`[]`                            | a JSON object",
        "`{`                             | expected JSON",
        "`{} {}`                         | more than one value",
        "`{\"conf\":1,\"conf\":1}`       | Duplicate"
      })
  void unusableValuesAreRefused(String json, String expectedPart) {
    try (Checkpoint checkpoint = open(json)) {
      assertThatThrownBy(() -> checkpoint.metadata().processingParams())
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll("some.safetensors", "processing_params", expectedPart);
    }
  }

  @Test
  void everyValueMayBeAbsent() {
    ProcessingParams none = params("{}");
    assertThat(none.steps()).isEmpty();
    assertThat(none.conf()).isEmpty();
    assertThat(none.classAgnosticNms()).isEmpty();
    ProcessingParams all =
        params(
            """
            {"conf":1,"iou":0.5,"nms_top_k":1000,"max_predictions":300,
             "multi_label_per_box":true,"class_agnostic_nms":false}""");
    assertThat(all.conf()).hasValue(1);
    assertThat(all.nmsTopK()).hasValue(1000);
    assertThat(all.maxPredictions()).hasValue(300);
    assertThat(all.multiLabelPerBox()).contains(true);
    assertThat(all.classAgnosticNms()).contains(false);
  }

  @Test
  void classNamesMustBeTexts() {
    byte[] file =
        TestFiles.safetensors("{\"__metadata__\":{\"class_names\":\"[1]\"}}", new byte[0]);
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.write(folder, "n", file))) {
      assertThatThrownBy(() -> checkpoint.metadata().classNames())
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("class_names: expected a list of texts");
    }
  }

  @Test
  void pickledModelAndOmegaConfListsAreUnderstood() {
    PickleAssembler pickle = PickleAssembler.protocol2();
    pickle.global("my", "Net").ops(")\u0081}");
    pickle.text("_modules").ops("}s");
    pickle.text("_parameters").op('}').text("x").floats("0", 6).ops("ss");
    pickle.text("_class_names").global("omegaconf.listconfig", "ListConfig").ops(")\u0081}");
    pickle.text("_content").ops("](").global("omegaconf.nodes", "AnyNode").ops(")\u0081}");
    pickle.text("_val").text("cat").ops("sbesbs");
    pickle.text("_default_nms_conf").ops("G?\u00d0\0\0\0\0\0\0s");
    pickle.text("_image_processor").global("super_gradients.training", "ComposeProcessing");
    pickle.ops(")\u0081}").text("processings").ops("](");
    pickle.global("super_gradients.training", "StandardizeImage").ops(")\u0081}");
    pickle.text("max_value").ops("K\u007fsbesbsb");
    byte[] zip = TestFiles.torchZip(pickle.stop(), Map.of("0", TestFiles.floats(6)));
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.write(folder, "m.pt", zip))) {
      assertThat(checkpoint.metadata().classNames()).contains(List.of("cat"));
      ProcessingParams params = checkpoint.metadata().processingParams().orElseThrow();
      assertThat(params.conf()).hasValue(0.25);
      assertThat(params.steps()).containsExactly(new ProcessingStep.StandardizeImage(127));
    }
  }

  private ProcessingParams params(String json) {
    try (Checkpoint checkpoint = open(json)) {
      return checkpoint.metadata().processingParams().orElseThrow();
    }
  }

  private Checkpoint open(String params) {
    String quoted = "\"" + params.replace("\"", "\\\"").replace("\n", " ") + "\"";
    String header =
        "{\"__metadata__\":{\"processing_params\":%s},".formatted(quoted)
            + "\"x\":{\"dtype\":\"F32\",\"shape\":[6],\"data_offsets\":[0,24]}}";
    byte[] file = TestFiles.safetensors(header, TestFiles.floats(6));
    return Checkpoint.open(TestFiles.write(folder, "some.safetensors", file));
  }
}
