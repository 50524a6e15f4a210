package io.github.yolonas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReadOptionsTest {
  private static final ImageReadOptions DEFAULTS = ImageReadOptions.defaults();

  @Test
  void defaultsTakeLargePhotographs() {
    assertThat(DEFAULTS.exif()).isEqualTo(ExifOrientation.APPLY);
    assertThat(DEFAULTS.maxPixels()).isEqualTo(268_435_456).isGreaterThan(12_000 * 9_000);
    assertThat(DEFAULTS.maxBytes()).isEqualTo(536_870_912);
    assertThat(DEFAULTS.httpTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(DEFAULTS.addresses()).isEqualTo(AddressPolicy.defaults());
  }

  @Test
  void withersChangeOneThingEach() {
    Duration second = Duration.ofSeconds(1);
    assertThat(
            DEFAULTS
                .withExif(ExifOrientation.IGNORE)
                .withMaxPixels(2)
                .withMaxBytes(3)
                .withHttpTimeout(second)
                .withAddresses(AddressPolicy.publicOnly()))
        .isEqualTo(
            new ImageReadOptions(ExifOrientation.IGNORE, 2, 3, second, AddressPolicy.publicOnly()));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MAX_VALUE})
  void refusesLimitsOutOfRange(long limit) {
    assertThatThrownBy(() -> DEFAULTS.withMaxPixels(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxPixels: expected 1 to 715827882, found " + limit);
    assertThatThrownBy(() -> DEFAULTS.withMaxBytes(limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxBytes");
  }

  @Test
  void refusesNoTime() {
    assertThatThrownBy(() -> DEFAULTS.withHttpTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("httpTimeout");
  }
}
