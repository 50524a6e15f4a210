package io.github.yolonas.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.yolonas.preprocess.ProcessingStep;
import io.github.yolonas.preprocess.ProcessingStep.DetectionAutoPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionBottomRightPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionCenterPadding;
import io.github.yolonas.preprocess.ProcessingStep.DetectionLongestMaxSizeRescale;
import io.github.yolonas.preprocess.ProcessingStep.DetectionRescale;
import io.github.yolonas.preprocess.ProcessingStep.NormalizeImage;
import io.github.yolonas.preprocess.ProcessingStep.ReverseImageChannels;
import io.github.yolonas.preprocess.ProcessingStep.StandardizeImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsInWordsTest {

  @Test
  void sizes() {
    assertThat(of(new DetectionLongestMaxSizeRescale(636, 636)).resize())
        .isEqualTo("longest side to 636");
    assertThat(of(new DetectionLongestMaxSizeRescale(480, 640)).resize())
        .isEqualTo("to fit into 480×640");
    assertThat(of(new DetectionRescale(320, 640)).resize())
        .isEqualTo("to 320×640, whatever its aspect");
    assertThat(of(new StandardizeImage(255)).resize()).isEqualTo("none");
  }

  @Test
  void paddings() {
    assertThat(of(new DetectionCenterPadding(640, 640, 114)).padding())
        .isEqualTo("centred on 640×640 of gray 114");
    assertThat(of(new DetectionBottomRightPadding(320, 640, 0)).padding())
        .isEqualTo("below and right to 320×640 with gray 0");
    assertThat(of(new DetectionAutoPadding(32, 0)).padding())
        .isEqualTo("below and right to multiples of 32 with gray 0");
    assertThat(of(new DetectionRescale(320, 640)).padding()).isEqualTo("none");
  }

  @Test
  void eachReversalSwapsTheChannels() {
    ReverseImageChannels swap = new ReverseImageChannels();
    assertThat(of(new StandardizeImage(255)).channelOrder()).isEqualTo("RGB");
    assertThat(of(swap).channelOrder()).isEqualTo("BGR");
    assertThat(of(swap, swap).channelOrder()).isEqualTo("RGB");
    assertThat(of(swap, swap, swap).channelOrder()).isEqualTo("BGR");
  }

  @Test
  void numbers() {
    NormalizeImage normalize =
        new NormalizeImage(List.of(0.5, 0.4, 0.3), List.of(0.25, 0.25, 0.25));
    assertThat(of(new StandardizeImage(255), normalize).normalization())
        .isEqualTo(
            "divided by 255, then (x - mean) / std with mean [0.5, 0.4, 0.3],"
                + " std [0.25, 0.25, 0.25]");
    assertThat(of(new StandardizeImage(127.5)).normalization()).isEqualTo("divided by 127.5");
    assertThat(of(new DetectionRescale(32, 32)).normalization()).isEqualTo("none");
  }

  private static StepsInWords of(ProcessingStep... steps) {
    return new StepsInWords(List.of(steps));
  }
}
