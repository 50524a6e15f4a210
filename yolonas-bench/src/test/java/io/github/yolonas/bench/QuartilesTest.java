package io.github.yolonas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuartilesTest {

  @ParameterizedTest
  @CsvSource({
    "7,              7,    7,    7",
    "1 3,            1.5,  2,    2.5",
    "3 1,            1.5,  2,    2.5",
    "1 2 3,          1.5,  2,    2.5",
    "1 2 3 4 5,      2,    3,    4",
    "5 1 4 2 3,      2,    3,    4",
    "1 2 3 4 5 1000, 2.25, 3.5,  4.75",
    "4 4 4 4,        4,    4,    4"
  })
  void areInterpolated(String values, double first, double median, double third) {
    double[] numbers =
        Arrays.stream(values.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    assertThat(Quartiles.of(numbers)).isEqualTo(new Quartiles(first, median, third));
  }

  @Test
  void leaveTheValuesAsTheyAre() {
    double[] values = {3, 1, 2};
    assertThat(Quartiles.of(values).median()).isEqualTo(2);
    assertThat(values).containsExactly(3, 1, 2);
  }

  @Test
  void needAValue() {
    assertThatThrownBy(Quartiles::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one");
  }
}
