package io.github.yolonas.train.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistillationOptionsTest {
  private static Arguments wrong(
      String message, Function<DistillationOptions.Builder, DistillationOptions.Builder> change) {
    return Arguments.of(message, change);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("classWeight: expected a finite number from 0, found -1.0", b -> b.classWeight(-1)),
        wrong("boxWeight: expected a finite number from 0", b -> b.boxWeight(-0.5)),
        wrong("featureWeight: expected a finite", b -> b.featureWeight(Double.NaN)),
        wrong("backgroundWeight: expected a finite", b -> b.backgroundWeight(-2)),
        wrong(
            "backgroundFocus: expected a finite", b -> b.backgroundFocus(Double.POSITIVE_INFINITY)),
        wrong("classTemperature: expected a finite number above 0", b -> b.classTemperature(0)),
        wrong("boxTemperature: expected a finite number above 0", b -> b.boxTemperature(-1)),
        wrong("featureTemperature: expected a finite", b -> b.featureTemperature(Double.NaN)),
        wrong("leastScore: expected 0 to 1, found 1.5", b -> b.leastScore(1.5)),
        wrong(
            "expected at least one above 0, found 0 for all",
            b -> b.classWeight(0).boxWeight(0).featureWeight(0)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void isSaid(
      String message, Function<DistillationOptions.Builder, DistillationOptions.Builder> change) {
    assertThatThrownBy(() -> change.apply(DistillationOptions.builder()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void buildersSetWhatTheyName() {
    DistillationOptions options =
        DistillationOptions.builder()
            .classWeight(1.5)
            .classTemperature(2)
            .backgroundWeight(0.25)
            .backgroundFocus(3)
            .boxWeight(4)
            .boxTemperature(5)
            .leastScore(0.5)
            .featureWeight(6)
            .featureTemperature(7)
            .bf16(true)
            .seed(8)
            .build();
    assertThat(options)
        .isEqualTo(new DistillationOptions(1.5, 2, 0.25, 3, 4, 5, 0.5, 6, 7, true, 8));
  }

  @Test
  void pseudoLabelsHaveRangesToo() {
    assertThatThrownBy(() -> PseudoLabelOptions.builder().conf(1.5).build())
        .hasMessage("conf: expected 0 to 1, found 1.5");
    assertThatThrownBy(() -> PseudoLabelOptions.builder().classConf(Map.of("cat", -1.0)).build())
        .hasMessage("classConf: cat: expected 0 to 1, found -1.0");
    assertThatThrownBy(() -> PseudoLabelOptions.builder().leastSide(-1).build())
        .hasMessage("leastSide: expected a finite number from 0, found -1.0");
    assertThatThrownBy(() -> PseudoLabelOptions.builder().batchSize(0).build())
        .hasMessage("batchSize: expected 1 or more, found 0");
  }
}
