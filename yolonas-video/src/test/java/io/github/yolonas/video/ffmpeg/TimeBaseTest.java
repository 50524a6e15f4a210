package io.github.yolonas.video.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBaseTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1000, 40, 40000000",
    "1, 3, 1, 333333333",
    "1, 3, 2, 666666667",
    "1001, 30000, 30, 1001000000",
    "1, 15360, -512, -33333333",
    "1, 90000, 9000000000000, 100000000000000000",
  })
  void nanosecondsThereAndBack(int num, int den, long ticks, long nanos) {
    TimeBase base = new TimeBase(num, den);
    assertThat(base.toNanos(ticks)).isEqualTo(nanos);
    assertThat(base.fromNanos(nanos)).isEqualTo(ticks);
  }
}
