package io.github.yolonas.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import io.github.yolonas.testing.ReferenceData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Files that the original and PyTorch wrote; Python itself has read the expected values. */
class ReferenceCheckpointTest {
  private static final List<ProcessingStep> COCO_STEPS =
      List.of(
          new ReverseImageChannels(),
          new DetectionLongestMaxSizeRescale(636, 636),
          new ReverseImageChannels(),
          new DetectionCenterPadding(640, 640, 114),
          new StandardizeImage(255),
          new ImagePermute());

  @ParameterizedTest
  @CsvFileSource(resources = "/checkpoint/tensors.csv")
  void everyTensorIsReadAsPythonReadsIt(String file, int count, String sha256) throws Exception {
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.reference(file))) {
      checkpoint.stateDict().stream()
          .forEach(
              tensor -> {
                String line = "%s %s %s\n".formatted(tensor.name(), tensor.dtype(), shape(tensor));
                all.update(line.getBytes(StandardCharsets.UTF_8));
                all.update(TestFiles.read(tensor));
              });
      assertThat(checkpoint.stateDict().size()).isEqualTo(count);
      assertThat(checkpoint.format())
          .isEqualTo(
              file.contains("legacy")
                  ? CheckpointFormat.PYTORCH_LEGACY
                  : CheckpointFormat.PYTORCH_ZIP);
    }
    assertThat(HexFormat.of().formatHex(all.digest())).isEqualTo(sha256);
  }

  @Test
  void eachTensorOfTheMovingAverageIsFound() throws Exception {
    List<String> lines =
        new String(TestFiles.resource("ckpt_latest.csv"), StandardCharsets.UTF_8).lines().toList();
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.reference("ckpt_latest.pth"))) {
      StateDict weights = checkpoint.stateDict();
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      List<String> found =
          weights.stream()
              .map(
                  tensor ->
                      "%s,%s,%s,%s"
                          .formatted(
                              tensor.name(),
                              tensor.dtype(),
                              shape(tensor),
                              HexFormat.of().formatHex(sha.digest(TestFiles.read(tensor)))))
              .toList();
      assertThat(found).isEqualTo(lines);
    }
  }

  @Test
  void trainerCheckpointKnowsClassesAndProcessing() {
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.reference("ckpt_latest.pth"))) {
      CheckpointMetadata metadata = checkpoint.metadata();
      assertThat(metadata.classNames()).contains(List.of("apple", "banana", "cherry"));
      assertThat(metadata.processingParams()).contains(ProcessingParams.of(COCO_STEPS, 0.5, 0.65));
      assertThat(metadata.processingParamsWithoutSteps())
          .contains(ProcessingParams.of(List.of(), 0.5, 0.65));
      assertThat(metadata.extra()).containsEntry("epoch", "1").containsEntry("acc", "0.5");
    }
  }

  @Test
  void trainedSmallModelKnowsItsOwnProcessing() {
    Path toy = ReferenceData.optionalFile("toy/toy.pth");
    try (Checkpoint checkpoint = Checkpoint.open(toy)) {
      assertThat(checkpoint.metadata().classNames().orElseThrow())
          .containsExactly("circle", "square", "triangle", "star", "cross");
      ProcessingParams params = checkpoint.metadata().processingParams().orElseThrow();
      assertThat(params.conf()).hasValue(0.4);
      assertThat(params.nmsTopK()).isEqualTo(OptionalInt.empty());
      assertThat(params.steps())
          .containsExactly(
              new DetectionLongestMaxSizeRescale(320, 320),
              new DetectionCenterPadding(320, 320, 114),
              new StandardizeImage(255),
              new ImagePermute());
    }
  }

  @Test
  void bareWeightsHaveNoMetadata() {
    try (Checkpoint checkpoint = Checkpoint.open(TestFiles.reference("init_state_dict.pth"))) {
      assertThat(checkpoint.metadata().classNames()).isEmpty();
      assertThat(checkpoint.metadata().processingParams()).isEmpty();
      assertThat(checkpoint.metadata().extra()).isEmpty();
    }
  }

  @Test
  void torchScriptIsRecognisedAndSaysWhatToDo() {
    Path file = TestFiles.reference("tiny_fused_1x3x160x192.torchscript.pt");
    try (Checkpoint checkpoint = Checkpoint.open(file)) {
      assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.TORCHSCRIPT);
      assertThat(checkpoint.metadata().classNames()).isEmpty();
      assertThatThrownBy(checkpoint::stateDict)
          .isInstanceOf(CheckpointException.class)
          .hasMessageContainingAll(file.toString(), "allow TorchScript", "state_dict()");
    }
  }

  private static String shape(StoredTensor tensor) {
    return Arrays.stream(tensor.shape()).mapToObj(String::valueOf).collect(Collectors.joining("x"));
  }
}
