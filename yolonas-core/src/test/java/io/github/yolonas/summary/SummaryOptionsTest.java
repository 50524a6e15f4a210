package io.github.yolonas.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.InputSize;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryOptionsTest {

  @Test
  void theDefaultsAreTorchinfos() {
    SummaryOptions options = SummaryOptions.defaults();
    assertThat(options.batchSize()).isEqualTo(1);
    assertThat(options.imageSize()).isEmpty();
    assertThat(options.columns())
        .containsExactly(SummaryColumn.OUTPUT_SIZE, SummaryColumn.NUM_PARAMS);
    assertThat(options.columnWidth()).isEqualTo(25);
    assertThat(options.rowSettings()).containsExactly(RowSetting.DEPTH);
    assertThat(options.depth()).isEqualTo(3);
    assertThat(options.fused()).isFalse();
  }

  @Test
  void theInputSizeIsBatchChannelsHeightWidth() {
    SummaryOptions options = SummaryOptions.builder().inputSize(16, 3, 480, 832).build();
    assertThat(options.batchSize()).isEqualTo(16);
    assertThat(options.channels()).hasValue(3);
    assertThat(options.imageSize()).contains(new InputSize(480, 832));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "depth|0|depth: expected at least 1, found 0",
        "depth|-3|depth: expected at least 1, found -3",
        "width|0|columnWidth: expected 1 to 1000, found 0",
        "width|1001|columnWidth: expected 1 to 1000, found 1001",
        "batch|0|inputSize: batch: expected 1 to 65536, found 0",
        "batch|65537|inputSize: batch: expected 1 to 65536, found 65537",
        "channels|0|inputSize: channels: expected at least 1, found 0",
        "height|0|inputSize: height: expected 1 to 16384, found 0",
        "height|-32|inputSize: height: expected 1 to 16384, found -32",
        "height|100|inputSize: expected height and width as multiples of 32, found 100 and 64",
        "height|16416|inputSize: height: expected 1 to 16384, found 16416",
      })
  void numbersOutOfRangeAreNamed(String option, int value, String message) {
    UnaryOperator<SummaryOptions.Builder> set =
        b ->
            switch (option) {
              case "depth" -> b.depth(value);
              case "width" -> b.columnWidth(value);
              case "batch" -> b.batchSize(value);
              case "channels" -> b.inputSize(1, value, 64, 64);
              default -> b.inputSize(1, 3, value, 64);
            };
    assertThatThrownBy(() -> set.apply(SummaryOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
