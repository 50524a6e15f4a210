package io.github.yolonas.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are what Python's format specifications give. */
class TableNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|: 0",
        "999|: 999",
        "1000|(k): 1",
        "1234|(k): 1.23",
        "999999|(k): 1,000.00",
        "321877600|(M): 321.88",
        "2000000000|(G): 2",
        "277024000000|(G): 277.02",
        "17729536000000|(T): 17.73",
        "1234567000000000|(T): 1,234.57",
      })
  void largeNumbersHaveUnits(long number, String text) {
    assertThat(TableNumbers.withUnit(number).strip()).isEqualTo(text);
  }

  /** 0.125 is exact in binary and goes to the even digit; 0.375 too; 2.675 is a little less. */
  @ParameterizedTest
  @CsvSource({
    "125000, 0.12",
    "375000, 0.38",
    "2675000, 2.67",
    "0, 0.00",
    "4, 0.00",
    "14996480000, 14996.48"
  })
  void megabytesAreRoundedHalfToEven(long bytes, String text) {
    assertThat(TableNumbers.megabytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 100.00%", "1, 19053888, 0.00%", "2654208, 19053888, 13.93%", "1, 800, 0.12%"})
  void percent(long part, long whole, String text) {
    assertThat(TableNumbers.percent(part, whole)).isEqualTo(text);
  }
}
