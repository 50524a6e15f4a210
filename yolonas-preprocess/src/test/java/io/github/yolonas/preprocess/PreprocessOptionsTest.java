package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.ImagePermute;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessOptionsTest {
  private static final ProcessingStep PERMUTE = new ImagePermute();
  private static final ProcessingStep DIVIDE = new StandardizeImage(255);
  private static final ProcessingStep NORMALIZE =
      new NormalizeImage(List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2));
  private static final ProcessingStep LONGEST = new DetectionLongestMaxSizeRescale(636, 636);
  private static final ProcessingStep PAD = new DetectionCenterPadding(640, 640, 114);
  private static final ProcessingStep REVERSE = new ReverseImageChannels();

  @Test
  void theDefaultIsCocos() {
    PreprocessOptions coco = PreprocessOptions.cocoDefault();
    assertThat(coco.steps()).containsExactly(REVERSE, LONGEST, REVERSE, PAD, DIVIDE, PERMUTE);
    assertThat(coco.inputSize()).contains(new InputSize(640, 640));
  }

  @Test
  void anotherInputSizeKeepsTheMargin() {
    PreprocessOptions wide = PreprocessOptions.cocoDefault().withInputSize(384, 1280);
    assertThat(wide.steps())
        .contains(
            new DetectionLongestMaxSizeRescale(380, 1276),
            new DetectionCenterPadding(384, 1280, 114));
    assertThat(wide.inputSize()).contains(new InputSize(384, 1280));
    assertThat(wide.withInputSize(640, 640)).isEqualTo(PreprocessOptions.cocoDefault());
  }

  @Test
  void anotherInputSizeOfOtherPipelines() {
    PreprocessOptions plain =
        new PreprocessOptions(List.of(new DetectionRescale(320, 320), PERMUTE));
    assertThat(plain.withInputSize(64, 96).steps())
        .containsExactly(new DetectionRescale(64, 96), PERMUTE);
    PreprocessOptions corner =
        new PreprocessOptions(
            List.of(
                new DetectionLongestMaxSizeRescale(320, 320),
                new DetectionBottomRightPadding(320, 320, 0),
                PERMUTE));
    assertThat(corner.withInputSize(64, 96).steps())
        .containsExactly(
            new DetectionLongestMaxSizeRescale(64, 96),
            new DetectionBottomRightPadding(64, 96, 0),
            PERMUTE);
  }

  @ParameterizedTest
  @CsvSource({"100, 640", "640, 0", "-32, 64", "640, 639"})
  void refusesInputSizesThatAreNoMultiples(int height, int width) {
    assertThatThrownBy(() -> PreprocessOptions.cocoDefault().withInputSize(height, width))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 32, found " + height + "×" + width);
  }

  @Test
  void withoutResizing() {
    PreprocessOptions free = PreprocessOptions.cocoDefault().skipImageResizing();
    assertThat(free.steps())
        .containsExactly(new DetectionAutoPadding(32, 0), REVERSE, REVERSE, DIVIDE, PERMUTE);
    assertThat(free.inputSize()).isEmpty();
    assertThatThrownBy(() -> free.withInputSize(64, 64))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DetectionAutoPadding");
  }

  static Stream<Arguments> wrongPipelines() {
    return Stream.of(
        Arguments.of(List.of(), "expected ImagePermute at the end"),
        Arguments.of(List.of(LONGEST, PAD, DIVIDE), "expected ImagePermute at the end"),
        Arguments.of(List.of(DIVIDE, LONGEST, PAD, PERMUTE), "steps[1] DetectionLongestMaxSize"),
        Arguments.of(List.of(PAD, LONGEST, PERMUTE), "found after DetectionCenterPadding"),
        Arguments.of(List.of(LONGEST, PAD, PAD, PERMUTE), "steps[2] DetectionCenterPadding"),
        Arguments.of(List.of(LONGEST, PAD, NORMALIZE, DIVIDE, PERMUTE), "steps[3] Standardize"),
        Arguments.of(List.of(LONGEST, PAD, DIVIDE, REVERSE, PERMUTE), "steps[3] ReverseImage"),
        Arguments.of(List.of(LONGEST, PAD, PERMUTE, DIVIDE), "found after ImagePermute"),
        Arguments.of(List.of(LONGEST, PAD, PERMUTE, PERMUTE), "steps[3] ImagePermute"),
        Arguments.of(List.of(DIVIDE, PERMUTE), "fixed size, found neither"),
        Arguments.of(List.of(LONGEST, PERMUTE), "only DetectionLongestMaxSizeRescale"),
        Arguments.of(
            List.of(new DetectionRescale(320, 300), PERMUTE),
            "DetectionRescale: expected multiples of 32, found 320×300"),
        Arguments.of(
            List.of(LONGEST, new DetectionCenterPadding(650, 640, 0), PERMUTE),
            "DetectionCenterPadding: expected multiples of 32, found 650×640"),
        Arguments.of(
            List.of(new DetectionAutoPadding(20, 0), PERMUTE),
            "DetectionAutoPadding: expected multiples of 32, found 20×20"),
        Arguments.of(
            List.of(LONGEST, new DetectionBottomRightPadding(320, 640, 0), PERMUTE),
            "DetectionBottomRightPadding: expected at least 636×636"));
  }

  @ParameterizedTest
  @MethodSource("wrongPipelines")
  void namesTheWrongStep(List<ProcessingStep> steps, String message) {
    assertThatThrownBy(() -> new PreprocessOptions(steps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
