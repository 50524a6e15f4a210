package io.github.yolonas.train.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedMixerTest {

  @Test
  void neighboursHaveHalfOfTheirBitsInCommon() {
    long bits = 0;
    int pairs = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (long epoch = 0; epoch < 20; epoch++) {
        for (long index = 0; index < 20; index++) {
          long mixed = SeedMixer.mix(seed, epoch, index);
          bits += Long.bitCount(mixed ^ SeedMixer.mix(seed + 1, epoch, index));
          bits += Long.bitCount(mixed ^ SeedMixer.mix(seed, epoch + 1, index));
          bits += Long.bitCount(mixed ^ SeedMixer.mix(seed, epoch, index + 1));
          pairs += 3;
        }
      }
    }
    // 32 of 64 is the mean; its deviation over so many pairs is 4 / √24,000.
    assertThat(bits / (double) pairs).isBetween(31.85, 32.15);
  }

  @Test
  void noTwoSamplesOfATrainingShareASeed() {
    Set<Long> seen = new HashSet<>();
    for (int epoch = 0; epoch < 20; epoch++) {
      for (int index = -1; index < 20_000; index++) {
        assertThat(seen.add(SeedMixer.mix(42, epoch, index))).isTrue();
      }
    }
  }

  @Test
  void orderCounts() {
    assertThat(SeedMixer.mix(1, 2, 3)).isNotEqualTo(SeedMixer.mix(1, 3, 2));
    assertThat(SeedMixer.mix(1, 2)).isNotEqualTo(SeedMixer.mix(2, 1));
    assertThat(SeedMixer.mix(0, 0, 0)).isNotEqualTo(SeedMixer.mix(0, 0));
    assertThat(SeedMixer.mix(7, 8, 9)).isEqualTo(SeedMixer.mix(7, 8, 9));
  }
}
