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
import org.junit.jupiter.params.provider.CsvFileSource;

/** Stored processing parameters, complete, partial and unusable. */
class ProcessingParamsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvFileSource(
      resources = "/checkpoint/processing_steps.csv",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 1 << 14)
  void stepsAreUnderstood(String processor, String expected) {
    List<ProcessingStep> steps = params("{\"image_processor\":" + processor + "}").steps();
    assertThat(steps.stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/checkpoint/processing_steps_refused.csv",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 1 << 14)
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
  @CsvFileSource(
      resources = "/checkpoint/processing_values_refused.csv",
      delimiter = '|',
      quoteCharacter = '`',
      maxCharsPerColumn = 1 << 14)
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
