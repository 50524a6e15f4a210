package io.github.yolonas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.yolonas.preprocess.ExifOrientation;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @ParameterizedTest
  @CsvSource({"cpu, cpu", "auto, auto", "cuda, cuda:0", "cuda:0, cuda:0", "cuda:3, cuda:3"})
  void devicesReadWhatTheyWrite(String text, String written) {
    Device device = Device.parse(text);
    assertThat(device).hasToString(written);
    assertThat(Device.parse(device.toString())).isEqualTo(device);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "CPU ", "cuda:99999"})
  void otherDevicesAreRefusedByName(String text) {
    assertThatThrownBy(() -> Device.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device: expected cpu, cuda:N or auto, found '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31|0.2|tileSize: expected at least 32, found 31",
        "32|-0.1|overlap: expected 0 to 0.9, found -0.1",
        "32|0.91|overlap: expected 0 to 0.9, found 0.91",
        "32|NaN|overlap: expected 0 to 0.9, found NaN",
      })
  void tilesOutOfRangeAreNamed(int size, double overlap, String message) {
    assertThatThrownBy(() -> TilingOptions.builder().tileSize(size).overlap(overlap).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aDeviceHasNoNegativeIndex() {
    assertThatThrownBy(() -> Device.cuda(-1)).hasMessageContaining("found -1");
    assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1)).hasMessageContaining("found 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conf|-0.1|conf: expected 0 to 1, found -0.1",
        "conf|NaN|conf: expected 0 to 1, found NaN",
        "iou|1.01|iou: expected 0 to 1, found 1.01",
        "topK|0|nmsTopK: expected at least 1, found 0",
        "max|0|maxPredictions: expected at least 1, found 0",
        "batch|0|batchSize: expected at least 1, found 0",
      })
  void numbersOutOfRangeAreNamed(String option, double value, String message) {
    UnaryOperator<PredictOptions.Builder> set =
        b ->
            switch (option) {
              case "conf" -> b.conf(value);
              case "iou" -> b.iou(value);
              case "topK" -> b.nmsTopK((int) value);
              case "max" -> b.maxPredictions((int) value);
              default -> b.batchSize((int) value);
            };
    assertThatThrownBy(() -> set.apply(PredictOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aBuilderStartsFromTheOptionsItCameFrom() {
    PredictOptions options =
        PredictOptions.builder()
            .conf(0.1)
            .iou(0.2)
            .nmsTopK(3)
            .maxPredictions(4)
            .multiLabelPerBox(false)
            .classAgnosticNms(true)
            .classes("a", "b")
            .exif(ExifOrientation.IGNORE)
            .skipImageResizing(true)
            .keepImage(false)
            .batchSize(5)
            .build();
    assertThat(options.toBuilder().build()).isEqualTo(options);
    assertThat(PredictOptions.conf(0.3).conf()).hasValue(0.3);
    assertThat(options.orElse(PredictOptions.conf(0.9))).isEqualTo(options);
    assertThat(PredictOptions.defaults().orElse(options)).isEqualTo(options);
    assertThat(PredictOptions.conf(0.9).orElse(options))
        .isEqualTo(options.toBuilder().conf(0.9).build());
  }

  @Test
  void loadingTakesAtLeastOneThread() {
    assertThatThrownBy(() -> YoloNasOptions.builder().threads(0).build())
        .hasMessage("threads: expected at least 1, found 0");
    assertThat(YoloNasOptions.builder().classNames(List.of("a")).build().classNames())
        .contains(List.of("a"));
    assertThat(YoloNasOptions.defaults().device()).isEqualTo(Device.auto());
  }
}
